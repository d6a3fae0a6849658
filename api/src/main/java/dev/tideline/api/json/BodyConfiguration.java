package dev.tideline.api.json;

import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Puts the strict reading of bodies before Spring's own. */
@Configuration(proxyBeanMethods = false)
class BodyConfiguration {

    @Bean
    CodecCustomizer strictBodies(JsonMapper json) {
        RecordReader reader = new RecordReader(json);
        return codecs -> {
            codecs.customCodecs().register(RecordDecoder.large(reader));
            codecs.customCodecs().registerWithDefaultConfig(RecordDecoder.ordinary(reader));
        };
    }
}
