package dev.tideline.api;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.tideline.architecture.ClassRules;
import dev.tideline.architecture.SourceRules;
import dev.tideline.architecture.WordingRules;

class ApiArchitectureTest implements ClassRules, SourceRules, WordingRules {

    private static final String ROOT = "dev.tideline.api";
    private static final JavaClasses CLASSES = ClassRules.of(ROOT);

    @Override
    public JavaClasses mainClasses() {
        return CLASSES;
    }

    /** The server's announcements. */
    @Override
    public String[] printers() {
        return new String[] {ROOT + ".server..", ROOT + ".command.."};
    }
}
