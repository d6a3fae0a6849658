package dev.tideline.rules.ruleset.guard;

import java.nio.ByteBuffer;

/**
 * The instructions of one method
 * (<a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-6.html#jvms-6.5">JVMS 6.5</a>). Conditions and
 * actions run from top to bottom: what jumps back may never end, and what makes arrays of numbers may take all memory.
 */
final class Instructions {

    private static final int FIRST_JUMP = 0x99;
    private static final int LAST_JUMP = 0xa8;
    private static final int TABLE_SWITCH = 0xaa;
    private static final int LOOKUP_SWITCH = 0xab;
    private static final int NEW_ARRAY = 0xbc;
    private static final int WIDE = 0xc4;
    private static final int MULTI_NEW_ARRAY = 0xc5;
    private static final int IF_NULL = 0xc6;
    private static final int IF_NON_NULL = 0xc7;
    private static final int LAST_WIDE_JUMP = 0xc9;
    private static final int INCREMENT = 0x84;

    /** Length of each instruction from 0x00 to 0xc9, itself included; 0 where it depends on what follows. */
    private static final String LENGTHS =
            "1".repeat(16) + "2323322222" + "1".repeat(28) + "22222" + "1".repeat(73) + "3"
                    + "1".repeat(20) + "3".repeat(16) + "2" + "00" + "1".repeat(6) + "3".repeat(7) + "55" + "3" + "2"
                    + "3" + "11"
                    + "33" + "11" + "0" + "4" + "33" + "55";

    private final ByteBuffer code;

    Instructions(byte[] code) {
        this.code = ByteBuffer.wrap(code);
    }

    /**
     * Whether it runs from top to bottom and makes no array of numbers.
     *
     * @throws IndexOutOfBoundsException if these are no instructions
     */
    boolean endForSure() {
        int at = 0;
        while (at < code.limit()) {
            int instruction = Byte.toUnsignedInt(code.get(at));
            if (instruction == NEW_ARRAY || instruction == MULTI_NEW_ARRAY || jumpsBack(instruction, at)) {
                return false;
            }
            at += length(instruction, at);
        }
        return true;
    }

    private boolean jumpsBack(int instruction, int at) {
        if (instruction > LAST_WIDE_JUMP) {
            throw new IndexOutOfBoundsException("No instruction: " + instruction);
        }
        if (instruction == TABLE_SWITCH || instruction == LOOKUP_SWITCH) {
            return switchesBack(instruction, padded(at));
        }
        boolean near = (instruction >= FIRST_JUMP && instruction <= LAST_JUMP)
                || instruction == IF_NULL
                || instruction == IF_NON_NULL;
        return near ? code.getShort(at + 1) <= 0 : instruction > IF_NON_NULL && code.getInt(at + 1) <= 0;
    }

    private boolean switchesBack(int instruction, int operands) {
        boolean back = code.getInt(operands) <= 0;
        int step = instruction == TABLE_SWITCH ? 4 : 8;
        int first = operands + 12; // after the default and two bounds, or the default, a count and a key
        for (int i = 0; i < targets(instruction, operands); i++) {
            back |= code.getInt(first + i * step) <= 0;
        }
        return back;
    }

    private int targets(int instruction, int operands) {
        int targets = instruction == TABLE_SWITCH
                ? code.getInt(operands + 8) - code.getInt(operands + 4) + 1
                : code.getInt(operands + 4);
        if (targets < 0 || targets > code.limit()) {
            throw new IndexOutOfBoundsException("A switch of " + targets);
        }
        return targets;
    }

    private int length(int instruction, int at) {
        return switch (instruction) {
            case TABLE_SWITCH -> padded(at) + 12 + 4 * targets(instruction, padded(at)) - at;
            case LOOKUP_SWITCH -> padded(at) + 8 + 8 * targets(instruction, padded(at)) - at;
            case WIDE -> Byte.toUnsignedInt(code.get(at + 1)) == INCREMENT ? 6 : 4;
            default -> LENGTHS.charAt(instruction) - '0';
        };
    }

    private static int padded(int at) {
        return at + 4 - at % 4;
    }
}
