package dev.tideline.rules.ruleset.guard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.core.impl.RuleBaseFactory;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.drools.modelcompiler.CanonicalKieModuleModel;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.builder.ReleaseId;

/**
 * The byte code that Drools generates from canonical text. Nothing of it is loaded before it has been looked at.
 *
 * <p>Many rulebooks come and go in one process, so nothing of one may stay behind: its module is removed from the
 * repository of Drools, and its classes live in a loader of their own behind a {@link Fence}.
 *
 * @param byName classes by dotted name; empty if there are faults
 * @param model name of the class that knows the others
 * @param faults what Drools or the guard says against them; empty if they can be loaded
 */
public record GeneratedClasses(Map<String, byte[]> byName, String model, List<String> faults) {

    private static final String FILE = "src/main/resources/dev/tideline/rulebook/rulebook.drl";
    private static final String CLASS_FILE = ".class";
    /** Not the fence: Drools generates on threads of its own, which need the fence's lock to load classes. */
    private static final Object ONE_AT_A_TIME = new Object();

    private static final Fence FENCE = new Fence(GeneratedClasses.class.getClassLoader());

    /** Compiles canonical text. One at a time: Drools shares one repository of modules in a process. */
    public static GeneratedClasses of(String canonical) {
        synchronized (ONE_AT_A_TIME) {
            KieServices services = KieServices.get();
            ReleaseId id = services.newReleaseId(
                    "dev.tideline", "rulebook", UUID.randomUUID().toString());
            try {
                return compile(services, id, canonical);
            } finally {
                services.getRepository().removeKieModule(id);
            }
        }
    }

    private static GeneratedClasses compile(KieServices services, ReleaseId id, String canonical) {
        KieFileSystem files = services.newKieFileSystem();
        files.generateAndWritePomXML(id);
        files.write(FILE, canonical);
        KieBuilder builder = services.newKieBuilder(files, FENCE);
        builder.buildAll(ExecutableModelProject.class);
        String model = CanonicalKieModule.getProjectModelClassNameNameWithReleaseId(id);
        List<Message> errors = builder.getResults().getMessages(Message.Level.ERROR);
        if (!errors.isEmpty()) {
            return new GeneratedClasses(
                    Map.of(), model, errors.stream().map(Message::getText).toList());
        }
        Map<String, byte[]> classes = classes((InternalKieModule) builder.getKieModule());
        List<String> faults = new ArrayList<>();
        classes.forEach((name, bytes) -> faults.addAll(ByteCodeGuard.faults(name, bytes)));
        return new GeneratedClasses(classes, model, faults);
    }

    private static Map<String, byte[]> classes(InternalKieModule module) {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        for (String file : module.getFileNames()) {
            if (file.endsWith(CLASS_FILE)) {
                String name = file.substring(0, file.length() - CLASS_FILE.length());
                classes.put(name.replace('/', '.'), module.getBytes(file));
            }
        }
        return classes;
    }

    /** Loads them. */
    public KieBase load() {
        ClassLoader loader = new RulebookClassLoader(byName, FENCE);
        try {
            CanonicalKieModuleModel all = (CanonicalKieModuleModel)
                    loader.loadClass(model).getConstructor().newInstance();
            return KieBaseBuilder.createKieBaseFromModel(
                    all.getModels(), RuleBaseFactory.newKnowledgeBaseConfiguration(null, loader));
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("Drools generated no usable " + model, missing);
        }
    }
}
