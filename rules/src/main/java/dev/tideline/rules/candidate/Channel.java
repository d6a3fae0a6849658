package dev.tideline.rules.candidate;

/** A way to reach a user. */
public enum Channel {
    PUSH,
    IN_APP,
    EMAIL,
    SMS,
    TELEGRAM,
    DISCORD,
    WECHAT,
    WHATSAPP,
    CALL,
    TICKET
}
