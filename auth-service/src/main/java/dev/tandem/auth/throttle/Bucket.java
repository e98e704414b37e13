package dev.tandem.auth.throttle;

/**
 * One count against one limit.
 *
 * @param key whom it counts, which is stored as a hash alone
 */
public record Bucket(Limit limit, String key) {}
