package dev.tandem.kit.stream;

/**
 * A response body of any size: made piece by piece, no faster than its client reads it, with no thread waiting for the
 * client. If {@code source} fails, the connection is reset, so that no client takes the part it has got for the whole.
 */
public record StreamedBody(PieceSource source) {}
