package io.github.dockerstrategy.maven.log;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import org.apache.maven.execution.MavenSession;

/** Whether a person watches the terminal. */
public final class Terminal {

    private Terminal() {}

    /** Not in batch mode, and not into a pipe or file. */
    @SuppressWarnings("SystemConsoleNull") // that is what isTerminal is asked for, where there is one
    public static boolean isWatched(MavenSession session) {
        Console console = System.console();
        return session.getRequest().isInteractiveMode() && console != null && isTerminal(console);
    }

    /** From Java 22 on there is always a console, and it has to be asked; before, there is none without a terminal. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
