package dev.tandem.auth.account;

import java.io.PrintStream;

/** What became of the rows: those that did not make an account are listed, by line and never by what they say. */
class ImportReport {

    private static final int PROGRESS = 100_000;

    private static final String COSTLY = """
            %d of these hashes cost more than PASSWORD_BCRYPT_COST. Until their owners log in, a wrong password takes longer \
            for them than an unknown address does, which tells that they are here; raise it until then to hide that.""";

    private final PrintStream list;
    private final PrintStream progress;
    private long read;
    private long imported;
    private long known;
    private long refused;
    private long costly;

    ImportReport(PrintStream list, PrintStream progress) {
        this.list = list;
        this.progress = progress;
    }

    void read() {
        if (++read % PROGRESS == 0) {
            progress.println(read + " read");
        }
    }

    void imported(boolean costly) {
        imported++;
        this.costly += costly ? 1 : 0;
    }

    void known(String place) {
        known++;
        list.println(place + ": already there, from before or an earlier line; left as it is");
    }

    void refused(String place, String reason) {
        refused++;
        list.println(place + ": " + reason);
    }

    boolean isComplete() {
        return refused == 0;
    }

    @Override
    public String toString() {
        var counts = "%d imported, %d already there, %d refused".formatted(imported, known, refused);
        return costly == 0 ? counts : counts + "\n" + COSTLY.formatted(costly);
    }
}
