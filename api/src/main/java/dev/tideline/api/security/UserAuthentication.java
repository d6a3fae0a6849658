package dev.tideline.api.security;

import dev.tideline.engine.access.UserToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request whose token of one user was checked. */
final class UserAuthentication extends Caller {

    private static final long serialVersionUID = 1L;

    private final transient UserToken token;

    UserAuthentication(UserToken token) {
        super(List.of());
        this.token = token;
    }

    /** Only what lines leave to users, and of those that name a user only his own. */
    @Override
    boolean mayCall(Access line, Map<String, Object> variables) {
        return line.users() && token.userId().equals(variables.getOrDefault(Access.USER, token.userId()));
    }

    @Override
    public boolean isTest() {
        return token.test();
    }

    @Override
    public boolean seesOthers() {
        return false;
    }

    @Override
    public Optional<String> user() {
        return Optional.of(token.userId());
    }

    @Override
    public String scope() {
        return token.keyId() + "/" + token.userId();
    }

    @Override
    public String getName() {
        return token.id();
    }

    @Override
    public Object getPrincipal() {
        return token;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserAuthentication that && token.equals(that.token);
    }

    @Override
    public int hashCode() {
        return token.hashCode();
    }
}
