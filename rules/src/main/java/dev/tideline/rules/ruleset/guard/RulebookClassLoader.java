package dev.tideline.rules.ruleset.guard;

import java.util.HashMap;
import java.util.Map;

/** Holds the generated classes of one rulebook and dies with it. Forgets the bytes of a class once it is defined. */
final class RulebookClassLoader extends ClassLoader {

    private final Map<String, byte[]> bytes;

    RulebookClassLoader(Map<String, byte[]> bytes, Fence fence) {
        super("rulebook", fence);
        this.bytes = new HashMap<>(bytes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = bytes.remove(name);
        if (code == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
    }
}
