package dev.tideline.api.security;

import dev.tideline.engine.access.ApiKey;
import dev.tideline.engine.access.Role;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A request whose key was checked. */
public final class KeyAuthentication extends Caller {

    private static final long serialVersionUID = 1L;

    private static final Set<Role> SEE_OTHERS = Set.of(Role.STRATEGIST, Role.ADMIN);

    private final transient ApiKey key;

    /** The holder of this key, which was checked. */
    public KeyAuthentication(ApiKey key) {
        super(authorities(key));
        this.key = key;
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

    /** A test key also needs a line that is open to test keys. */
    @Override
    boolean mayCall(Access line, Map<String, Object> variables) {
        return (line.tests() || !key.test()) && !Collections.disjoint(line.roles(), key.roles());
    }

    @Override
    public boolean isTest() {
        return key.test();
    }

    @Override
    public boolean seesOthers() {
        return !Collections.disjoint(key.roles(), SEE_OTHERS);
    }

    @Override
    public Optional<String> user() {
        return Optional.empty();
    }

    @Override
    public String scope() {
        return key.id();
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
