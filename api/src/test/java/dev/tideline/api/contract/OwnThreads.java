package dev.tideline.api.contract;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Gives every server of the tests, whose component scan finds this, its own event loop: stopping one does not stop the
 * others of this JVM.
 */
@Configuration(proxyBeanMethods = false)
class OwnThreads {

    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        return resources;
    }
}
