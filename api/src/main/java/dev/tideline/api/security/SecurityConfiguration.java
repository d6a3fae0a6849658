package dev.tideline.api.security;

import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.problem.ProblemWriter;
import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.UserTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Every request carries {@code Authorization: Bearer <key>}; there are no sessions, so nothing for a forged form to ride on. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    private static final String SCHEME = "Bearer ";
    private static final String ASK = "Send an API key: Authorization: Bearer <key>";

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http, ApiKeys keys, UserTokens tokens, Denial denial) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(bearer(keys, tokens), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(SecurityConfiguration::authorize)
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint((exchange, e) -> unauthenticated(exchange, ASK))
                                .accessDeniedHandler((exchange, e) -> denial.answer(exchange)))
                .build();
    }

    /**
     * Ids of the exchange hold what they hold, a network {@code 10.0.0.0/24} too; encoded they are part of one segment, since
     * access and handlers match the same parsed path.
     */
    @Bean
    ServerWebExchangeFirewall firewall() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowSemicolon(true);
        firewall.setAllowBackSlash(true);
        return firewall;
    }

    @Bean
    ServerExchangeRejectedHandler rejected() {
        return (exchange, e) -> ProblemWriter.write(
                exchange, ProblemType.INVALID_REQUEST, "The address or a header is not well formed");
    }

    /** None of its own: a call is observed as a whole. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    private static void authorize(ServerHttpSecurity.AuthorizeExchangeSpec calls) {
        Access.all()
                .forEach(line -> calls.pathMatchers(line.method(), line.path())
                        .access((caller, call) -> caller.ofType(Caller.class)
                                .map(known -> new AuthorizationDecision(known.mayCall(line, call.getVariables())))));
        calls.pathMatchers("/health/**", "/health", "/openapi.json", "/openapi.yaml")
                .permitAll();
        calls.anyExchange().denyAll();
    }

    private static AuthenticationWebFilter bearer(ApiKeys keys, UserTokens tokens) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(check(keys, tokens));
        filter.setServerAuthenticationConverter(SecurityConfiguration::token);
        filter.setAuthenticationFailureHandler(
                (exchange, e) -> unauthenticated(exchange.getExchange(), "This API key or token is not valid"));
        return filter;
    }

    private static Mono<Void> unauthenticated(ServerWebExchange exchange, String detail) {
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, SCHEME.strip());
        return ProblemWriter.write(exchange, ProblemType.UNAUTHENTICATED, detail);
    }

    private static ReactiveAuthenticationManager check(ApiKeys keys, UserTokens tokens) {
        return presented -> check(String.valueOf(presented.getCredentials()), keys, tokens)
                .switchIfEmpty(Mono.error(() -> new BadCredentialsException("unknown key")));
    }

    private static Mono<Authentication> check(String text, ApiKeys keys, UserTokens tokens) {
        return UserTokens.isToken(text)
                ? tokens.check(text).map(UserAuthentication::new)
                : keys.check(text).map(KeyAuthentication::new);
    }

    private static Mono<Authentication> token(ServerWebExchange exchange) {
        return Mono.justOrEmpty(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .map(token -> UsernamePasswordAuthenticationToken.unauthenticated("key", token));
    }
}
