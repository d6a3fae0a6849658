package dev.tideline.api.author.session;

import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.problem.ProblemWriter;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.access.ApiKey;
import dev.tideline.engine.access.PostgresKeyStore;
import dev.tideline.engine.access.session.Sessions;
import dev.tideline.engine.database.Database;
import dev.tideline.rules.problem.Wording;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfException;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page of authors takes sessions instead of keys, and every change names the token of its page. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {
    private static final Wording STRANGE =
            Wording.of("The form is of another session or another site; load the page again");
    private static final Wording ROLE =
            Wording.of("Your key may read and approve here; this takes the role strategist");
    private static final String SIGN_IN = SessionCookie.PATH + "/sign-in";
    private static final String ALL = SessionCookie.PATH + "/**";
    private static final String FILES = SessionCookie.PATH + "/assets/**";
    private static final String PLAYBOOK = SessionCookie.PATH + "/playbooks/*";
    private static final String[] READ = {
        SessionCookie.PATH,
        PLAYBOOK,
        PLAYBOOK + "/rules",
        PLAYBOOK + "/release",
        PLAYBOOK + "/history",
        PLAYBOOK + "/diff"
    };
    private static final String[] APPROVE = {PLAYBOOK + "/approve", SessionCookie.PATH + "/sign-out"};

    @Bean
    Sessions sessions(Database database, Clock clock) {
        return new Sessions(
                database.client(), new PostgresKeyStore(database.client()), clock, new SecureRandom()::nextBytes);
    }

    @Bean
    @Order(0)
    SecurityWebFilterChain authorSecurity(ServerHttpSecurity http, Sessions sessions) {
        return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher(ALL))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens()))
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(new ContentPolicy(), SecurityWebFiltersOrder.FIRST)
                .addFilterAt(new SessionFilter(sessions), SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(SessionConfiguration::authorize)
                .exceptionHandling(errors -> errors.authenticationEntryPoint((exchange, e) -> toSignIn(exchange))
                        .accessDeniedHandler((exchange, e) -> ProblemWriter.write(
                                exchange, ProblemType.FORBIDDEN, e instanceof CsrfException ? STRANGE : ROLE)))
                .build();
    }

    private static void authorize(ServerHttpSecurity.AuthorizeExchangeSpec calls) {
        calls.pathMatchers(SIGN_IN, FILES)
                .permitAll()
                .pathMatchers(HttpMethod.GET, READ)
                .access(allowed(PageRoles::mayApprove))
                .pathMatchers(HttpMethod.POST, APPROVE)
                .access(allowed(PageRoles::mayApprove))
                .anyExchange()
                .access(allowed(PageRoles::mayChange));
    }

    private static ReactiveAuthorizationManager<AuthorizationContext> allowed(Predicate<ApiKey> roles) {
        return (caller, call) ->
                caller.ofType(KeyAuthentication.class).map(known -> new AuthorizationDecision(roles.test(known.key())));
    }

    private static CookieServerCsrfTokenRepository tokens() {
        CookieServerCsrfTokenRepository tokens = new CookieServerCsrfTokenRepository();
        tokens.setCookieName("tideline-author-form");
        tokens.setCookiePath(SessionCookie.PATH);
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Strict"));
        return tokens;
    }

    /** A part of the page that comes too late takes the whole page along. */
    private static Mono<Void> toSignIn(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        if (exchange.getRequest().getHeaders().containsHeader("HX-Request")) {
            response.setStatusCode(HttpStatus.UNAUTHORIZED);
            response.getHeaders().set("HX-Redirect", SIGN_IN);
        } else {
            response.setStatusCode(HttpStatus.SEE_OTHER);
            response.getHeaders().setLocation(URI.create(SIGN_IN));
        }
        return response.setComplete();
    }
}
