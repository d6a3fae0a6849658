package dev.tideline.engine.job;

/**
 * A job that this server has begun. It writes only for the attempt that it began.
 *
 * @param number number of the job
 * @param attempt how often a server has begun it, from 1
 */
public record Begun(long number, int attempt) {}
