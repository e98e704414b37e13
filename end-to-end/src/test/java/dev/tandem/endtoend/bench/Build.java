package dev.tandem.endtoend.bench;

import java.nio.file.Path;

/**
 * A checkout whose packaged services are measured.
 *
 * @param name what reports call it
 * @param commit as git describes it, "-dirty" where files differ from it
 */
record Build(String name, Path project, String commit) {

    static Build of(String name, Path project) {
        return new Build(
                name,
                project,
                Command.output("git", "-C", project.toString(), "describe", "--always", "--abbrev=12", "--dirty")
                        .orElse("unknown"));
    }

    String sentence() {
        return "\"" + name + "\" is " + commit + ".";
    }
}
