package dev.tideline.rules.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What English phrases are in another language. */
final class Translations {

    /** In simplified Chinese: what code says, and what the vocabulary and the segments say of fields. */
    static final Translations CHINESE = of("/messages/zh.yaml", "/facts/zh.yaml");

    private final Map<String, String> byEnglish;

    private Translations(Map<String, String> byEnglish) {
        this.byEnglish = Map.copyOf(byEnglish);
    }

    private static Translations of(String... resources) {
        Map<String, String> all = new HashMap<>();
        for (String resource : resources) {
            read(resource).forEach((english, chinese) -> {
                if (all.put(english, chinese) != null) {
                    throw new IllegalStateException(
                            "'" + english + "' stands in two files. Take it out of " + resource);
                }
            });
        }
        return new Translations(all);
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
