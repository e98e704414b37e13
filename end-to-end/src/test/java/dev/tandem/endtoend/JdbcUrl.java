package dev.tandem.endtoend;

import java.util.regex.Pattern;

/** @param parameters all of them, without the question mark; may be empty */
record JdbcUrl(String host, int port, String database, String parameters) {

    private static final Pattern FORM = Pattern.compile("jdbc:postgresql://([^:/]+)(?::(\\d+))?/([^?]+)(?:\\?(.*))?");

    static JdbcUrl parse(String url) {
        var parts = FORM.matcher(url);
        if (!parts.matches()) {
            throw new IllegalArgumentException(url);
        }
        return new JdbcUrl(
                parts.group(1),
                parts.group(2) == null ? 5432 : Integer.parseInt(parts.group(2)),
                parts.group(3),
                parts.group(4) == null ? "" : parts.group(4));
    }

    JdbcUrl with(String newParameters) {
        return new JdbcUrl(host, port, database, newParameters);
    }

    @Override
    public String toString() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database
                + (parameters.isEmpty() ? "" : "?" + parameters);
    }
}
