package dev.tideline.engine.gathering;

/** More requests wait than there is room for. Try again later. */
public final class Full extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Full(String name, int room) {
        super("%d requests wait for '%s', which is all there is room for. Try again later.".formatted(room, name));
    }
}
