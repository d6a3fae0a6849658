package dev.tideline.rules.hostile;

import dev.tideline.rules.hostile.Attack.Kind;
import java.util.List;

/** Java that rules must never run, by what it is after. None of it would do harm if it ran: it would leave a canary. */
final class HostileCode {

    private HostileCode() {}

    /** Each is true or false, were it run. */
    static List<String> expressions(Kind kind) {
        return switch (kind) {
            case PROCESS ->
                List.of(
                        "Runtime.getRuntime().exec(\"touch target/canary\") != null",
                        "new ProcessBuilder(\"touch\", \"target/canary\").start() != null",
                        "ProcessHandle.current().pid() > 0",
                        "Runtime.getRuntime().availableProcessors() > 0",
                        "System.getenv(\"HOME\") != null",
                        "System.setProperty(\"tideline.canary\", \"1\") == null",
                        "System.getProperty(\"user.home\") != null");
            case FILE ->
                List.of(
                        "new java.io.File(\"target/canary\").createNewFile()",
                        "java.nio.file.Files.createFile(java.nio.file.Path.of(\"target/canary\")) != null",
                        "java.nio.file.Files.exists(java.nio.file.Path.of(\"/etc/passwd\"))",
                        "new java.io.FileOutputStream(\"target/canary\") != null",
                        "new java.io.RandomAccessFile(\"target/canary\", \"rw\") != null",
                        "new java.util.Scanner(new java.io.File(\"/etc/passwd\")).hasNext()",
                        "new java.io.File(\"/\").list().length > 0");
            case NETWORK ->
                List.of(
                        "new java.net.Socket(\"localhost\", 1) != null",
                        "new java.net.URL(\"http://localhost:1\").openStream() != null",
                        "java.net.InetAddress.getByName(\"canary.invalid\") != null",
                        "new java.net.ServerSocket(0) != null",
                        "new java.net.DatagramSocket() != null");
            case CLASS_LOADING ->
                List.of(
                        "Class.forName(\"java.lang.Runtime\") != null",
                        "Thread.currentThread().getContextClassLoader() != null",
                        "ClassLoader.getSystemClassLoader() != null",
                        "new java.net.URLClassLoader(new java.net.URL[0]) != null",
                        "java.util.ServiceLoader.load(Runnable.class) != null");
            case REFLECTION ->
                List.of(
                        "getClass().getMethods().length > 0",
                        "Runtime.class.getName() != null",
                        "String.class.getDeclaredFields().length > 0",
                        "java.lang.invoke.MethodHandles.lookup() != null",
                        "java.lang.reflect.Array.newInstance(String.class, 1) != null",
                        "java.lang.reflect.Modifier.isPublic(1)");
            case ENGINE ->
                List.of(
                        "org.kie.api.KieServices.get() != null",
                        "org.drools.core.common.InternalWorkingMemory.class.getName() != null",
                        "org.mvel2.MVEL.eval(\"1\") != null",
                        "dev.tideline.rules.money.Assets.shipped() != null",
                        "dev.tideline.rules.ruleset.evaluation.EvaluationLimits.STANDARD != null");
            case INITIALISER ->
                List.of(
                        "new Object() { { System.setProperty(\"tideline.canary\", \"1\"); } } != null",
                        "new java.util.HashMap() {{ put(\"a\", System.getenv(\"HOME\")); }}.isEmpty()");
            case UNICODE ->
                List.of(
                        "\\u0053ystem.getenv(\"HOME\") != null",
                        "Syst\\u0065m.getenv(\"HOME\") != null",
                        "Runtim\\uuu0065.getRuntime() != null",
                        "java.l\\u0061ng.System.nanoTime() > 0");
            case COMMENT ->
                List.of(
                        "System/**/.getenv(\"HOME\") != null",
                        "System. /* ) then */ getenv(\"HOME\") != null",
                        "flag(0) /* x */ || System.nanoTime() > 0",
                        "\"/*\".isEmpty() || System.nanoTime() > 0 || \"*/\".isEmpty()",
                        "\"\\\"\".isEmpty() || System.nanoTime() > 0");
            case INLINE ->
                List.of(
                        "eval( System.nanoTime() > 0 )",
                        "( System.nanoTime() > 0 ? true : false )",
                        "[ \"a\" : System.getenv(\"HOME\") ] != null",
                        "java.util.Optional.of(1).map( x -> System.nanoTime() ).isPresent()",
                        "java.util.Optional.of(1).map( System::identityHashCode ).isPresent()");
            case PATTERN ->
                List.of(
                        "java.util.regex.Pattern.matches(\"(a+)+$\", \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\")",
                        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\".matches(\"(a+)+$\")",
                        "\"a,b\".split(\"(,+)+$\").length > 0",
                        "text(0) matches \"(a+)+$\"");
            case MEMORY ->
                List.of(
                        "new byte[2000000000].length > 0",
                        "new long[100000][100000] != null",
                        "\"x\".repeat(2000000000) != null",
                        "new StringBuilder(2000000000) != null",
                        "java.util.Collections.nCopies(2000000000, 1).toArray() != null");
            case LOOP,
                    INSERTS,
                    RECURSION,
                    FORMULA,
                    ZIP_BOMB,
                    DUPLICATE_PART,
                    ENTITIES,
                    BESIDE_THE_TABLE,
                    OVERSIZED,
                    LANGUAGE -> List.of();
        };
    }

    /** Statements of a right side. */
    static List<String> statements(Kind kind) {
        return switch (kind) {
            case LOOP ->
                List.of(
                        "while (true) {}",
                        "for (;;) {}",
                        "do { matches.add(0, $u); } while (true);",
                        "for (int i = 0; i < 2000000000; i++) { matches.add(0, $u); }",
                        "a: while (true) { if ($u != null) { continue a; } break; }",
                        "Thread.sleep(100000);",
                        "new Thread(() -> { while (true) {} }).start();",
                        "synchronized ($u) { $u.wait(); }");
            case INSERTS ->
                List.of(
                        "for (int i = 0; i < 10000000; i++) { drools.insert(i); }",
                        "drools.insert(new Object());",
                        "insert(new Object());",
                        "insertLogical(new Object());",
                        "modify($u) { }",
                        "update($u);",
                        "drools.halt();",
                        "kcontext.getKieRuntime().halt();",
                        "drools.getRule().getName();");
            case MEMORY ->
                List.of(
                        "int[] a = new int[2000000000];",
                        "java.util.List l = new java.util.ArrayList(); while (true) { l.add(new long[1000000]); }",
                        "Object[] o = new Object[1]; while (true) { o = new Object[] { o, o }; }");
            case ENGINE -> List.of("matches.getClass();", "matches.notify();", "System.setOut(null);");
            case INITIALISER ->
                List.of("class X { static { System.setProperty(\"tideline.canary\", \"1\"); } } new X();");
            default -> List.of();
        };
    }

    /** What stands before rules. */
    static List<String> declarations(Kind kind) {
        return switch (kind) {
            case INITIALISER ->
                List.of(
                        "declare X a : String = System.setProperty(\"tideline.canary\", \"1\") end",
                        "declare X a : int = System.getenv(\"HOME\").length() @key end",
                        "function int x() { return System.setProperty(\"tideline.canary\", \"1\") == null ? 1 : 2; }");
            case RECURSION ->
                List.of(
                        "function int f(int n) { return f(n + 1); }",
                        "function int f(int n) { return g(n); } function int g(int n) { return f(n); }",
                        "query q(int n) q(n;) end");
            default -> List.of();
        };
    }
}
