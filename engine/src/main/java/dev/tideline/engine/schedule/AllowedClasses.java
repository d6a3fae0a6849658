package dev.tideline.engine.schedule;

import java.util.List;
import org.quartz.Job;
import org.quartz.simpl.CascadingClassLoadHelper;

/**
 * Loads what Quartz names: its own parts, and of jobs only {@link PlantRun}. A class name in a table that somebody wrote
 * to must not become running code.
 */
public final class AllowedClasses extends CascadingClassLoadHelper {

    private static final List<String> PARTS =
            List.of("org.quartz.simpl.", "org.quartz.impl.", "dev.tideline.engine.schedule.");

    /** Called by Quartz. */
    public AllowedClasses() {}

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
        if (PARTS.stream().noneMatch(name::startsWith)) {
            throw new ClassNotFoundException("Class " + name + " is not on the scheduler's list");
        }
        return super.loadClass(name);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Class<? extends T> loadClass(String name, Class<T> kind) throws ClassNotFoundException {
        if (Job.class.isAssignableFrom(kind) && !name.equals(PlantRun.class.getName())) {
            throw new ClassNotFoundException("Job class " + name + " is not on the scheduler's list");
        }
        return (Class<? extends T>) loadClass(name);
    }
}
