package dev.tandem.endtoend.deploy;

import java.util.regex.Pattern;

/** Where a service listens unless it is told otherwise. */
record ListeningPorts(String api, String management) {

    static ListeningPorts of(String service) {
        var properties = Project.read(service + "/src/main/resources/application.properties");
        return new ListeningPorts(defaultOf("HTTP_PORT", properties), defaultOf("MANAGEMENT_PORT", properties));
    }

    private static String defaultOf(String variable, String properties) {
        var expression = Pattern.compile("\\$\\{" + variable + ":(\\d+)}").matcher(properties);
        if (!expression.find()) {
            throw new AssertionError(variable + " has no default");
        }
        return expression.group(1);
    }
}
