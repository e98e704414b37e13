package dev.tandem.auth.command;

import java.io.InputStream;
import java.io.PrintStream;

/** Where a command reads, answers and complains. */
public record Terminal(InputStream in, PrintStream out, PrintStream err) {}
