package dev.tideline.api.security;

import dev.tideline.engine.access.ApiKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request whose key was checked. */
public final class KeyAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient ApiKey key;

    KeyAuthentication(ApiKey key) {
        super(authorities(key));
        this.key = key;
        setAuthenticated(true);
    }

    private static List<GrantedAuthority> authorities(ApiKey key) {
        return key.roles().stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    /** The caller's key. */
    public ApiKey key() {
        return key;
    }

    @Override
    public String getName() {
        return key.owner();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyAuthentication that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
