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
        return codecs -> codecs.customCodecs().registerWithDefaultConfig(new RecordDecoder(new RecordReader(json)));
    }
}
