package dev.tideline.api.security;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/** Who calls: the holder of a key, or one user by a token that a key minted for him. */
public abstract sealed class Caller extends AbstractAuthenticationToken permits KeyAuthentication, UserAuthentication {

    private static final long serialVersionUID = 1L;

    Caller(Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        setAuthenticated(true);
    }

    /** Whether the caller may make a call that a line is about; {@code variables} are those of the line's path. */
    abstract boolean mayCall(Access line, Map<String, Object> variables);

    /** Whether the caller reaches test users alone, on the shadow of everything. */
    public abstract boolean isTest();

    /** Whether the caller may be shown why candidates lost. */
    public abstract boolean seesOthers();

    /** The one user whom the caller acts for; empty if for any. */
    public abstract Optional<String> user();

    /** Under which the caller's keys of idempotency are kept; the same whoever holds a user's next token. */
    public abstract String scope();

    @Override
    public final Object getCredentials() {
        return "";
    }
}
