package dev.tideline.api.problem;

import java.io.IOException;
import java.util.Locale;
import reactor.netty.channel.AbortedException;

/** Tells a caller who hung up from a failure of ours. */
public final class BrokenOff {

    private BrokenOff() {}

    /** Whether it is the caller's own connection that failed: what fails further in wraps such errors in its own. */
    public static boolean explains(Throwable error) {
        return error instanceof AbortedException
                || (error instanceof IOException
                        && String.valueOf(error.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .matches(".*(reset|broken pipe).*"));
    }
}
