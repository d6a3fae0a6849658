package dev.tideline.api.http;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;

/** The HTTP server below Spring. */
@Configuration(proxyBeanMethods = false)
class NettyConfiguration {

    @Bean
    NettyServerCustomizer bareErrors() {
        return server -> server.doOnChannelInit((observer, channel, address) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "tideline.bareErrors", new BareErrors()));
    }
}
