package dev.tideline.rules.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What English phrases are in another language. */
final class Translations {

    /** In simplified Chinese. */
    static final Translations CHINESE = new Translations(read("/messages/zh.yaml"));

    private final Map<String, String> byEnglish;

    private Translations(Map<String, String> byEnglish) {
        this.byEnglish = Map.copyOf(byEnglish);
    }

    /** The translation; the English itself if there is none. */
    String of(String english) {
        return byEnglish.getOrDefault(english, english);
    }

    /** All of them, by the English. */
    Map<String, String> all() {
        return byEnglish;
    }

    private static Map<String, String> read(String resource) {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (InputStream in = Objects.requireNonNull(Translations.class.getResourceAsStream(resource), resource)) {
            return mapper.readValue(in, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
