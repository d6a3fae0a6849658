package dev.tideline.api.command.folder;

/** How the command ends, the best first. Where playbooks end differently the worst of them counts. */
enum Exit {
    WELL(0),
    WAITS(3),
    REFUSED(1),
    CALLED_WRONGLY(2),
    UNREACHABLE(4);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /** What the process ends with. */
    int code() {
        return code;
    }

    /** The worse of two. */
    Exit or(Exit other) {
        return compareTo(other) < 0 ? other : this;
    }
}
