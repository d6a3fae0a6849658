package dev.tideline.rules.ruleset.guard;

import java.io.InputStream;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * Keeps generated names from the application's loader, which knows none of them and, being parallel capable, would keep
 * a lock for each name it was ever asked for. On purpose not registered as parallel capable itself. Shared by all
 * rulebooks.
 */
final class Fence extends ClassLoader {

    /** Package of generated rules. */
    static final String RULES = "dev.tideline.rulebook.";

    /** Package of the generated class that knows the others. */
    static final String MODEL = "org.drools.project.model.";

    Fence(ClassLoader application) {
        super("rulebook-fence", application);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isGenerated(name)) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return isGenerated(name) ? null : super.getResource(name);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        return isGenerated(name) ? null : super.getResourceAsStream(name);
    }

    private static boolean isGenerated(String name) {
        String dotted = name.replace('/', '.');
        return dotted.startsWith(RULES) || dotted.startsWith(MODEL);
    }
}
