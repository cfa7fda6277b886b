package dev.planstack.bootstrap.importing;

import java.io.Console;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on the terminal that the program runs in. */
public final class TerminalProgress implements Progress {
    /** Back to the line's beginning, and clear it: what is printed next stands there, and the bar is drawn below it. */
    private static final String ERASE_LINE = "\r\u001b[K";

    private final ProgressBar bar;

    /** Shows the bar at once. */
    public TerminalProgress(String fileName, long fileBytes) {
        this.bar = new ProgressBarBuilder()
                .setTaskName(fileName)
                .setInitialMax(fileBytes)
                .setUnit(" KiB", 1024)
                .setStyle(ProgressBarStyle.ASCII)
                .build();
    }

    /** Whether the program runs on a terminal. */
    public static boolean isPossible() {
        return Optional.ofNullable(System.console())
                .filter(TerminalProgress::isTerminal)
                .isPresent();
    }

    /** From Java 22 on there may be a console without a terminal; then it can tell. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    @Override
    public void at(long bytes) {
        bar.stepTo(bytes);
    }

    @Override
    public void makeRoom() {
        System.err.print(ERASE_LINE);
        System.err.flush();
    }

    @Override
    public void close() {
        bar.close();
    }
}
