package dev.tideline.engine.arbitration.budget;

/** What step 8 asks of money. For one thread. */
public interface Purse {

    /** Says yes to everything and charges nothing: for those who only ask who would be next. */
    Purse BOUNDLESS = new Purse() {
        @Override
        public Reply ask(Wish wish) {
            return Reply.YES;
        }

        @Override
        public int mark() {
            return 0;
        }

        @Override
        public void backTo(int mark) {}
    };

    /** Takes what is wished for, unless it is refused. */
    Reply ask(Wish wish);

    /** What was taken so far, to which {@link #backTo} returns. */
    int mark();

    /** Gives back what was taken after the mark. */
    void backTo(int mark);
}
