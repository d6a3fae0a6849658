package dev.tideline.api.author.assets;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Serves the page's files. */
@Controller
class AssetController {
    private static final MediaType SCRIPT = MediaType.parseMediaType("text/javascript;charset=utf-8");
    private static final MediaType STYLE = MediaType.parseMediaType("text/css;charset=utf-8");
    private static final Duration FOREVER = Duration.ofDays(365);

    private final Assets assets;

    AssetController(Assets assets) {
        this.assets = assets;
    }

    @GetMapping("/author/assets/{version}/{name}")
    ResponseEntity<byte[]> get(@PathVariable String version, @PathVariable String name) {
        byte[] file = assets.find(version, name).orElseThrow(() -> ProblemException.notFound(Wording.of("file"), name));
        return ResponseEntity.ok()
                .contentType(name.endsWith(".css") ? STYLE : SCRIPT)
                .cacheControl(CacheControl.maxAge(FOREVER).cachePublic().immutable())
                .body(file);
    }
}
