package dev.tandem.auth.mail;

/** A piece of a mail that can be written as plain text and as HTML, where nothing in it can be markup. */
sealed interface Paragraph {

    String plain();

    String html();

    static Paragraph of(String text) {
        return new Text(text);
    }

    /** @param url of the service's own making */
    static Paragraph link(String label, String url) {
        return new Link(label, url);
    }

    record Text(String text) implements Paragraph {

        @Override
        public String plain() {
            return text;
        }

        @Override
        public String html() {
            return "<p>" + escaped(text) + "</p>";
        }
    }

    record Link(String label, String url) implements Paragraph {

        @Override
        public String plain() {
            return url;
        }

        /** The address is written out too, so that everybody can see where it leads. */
        @Override
        public String html() {
            return "<p><a href=\"%s\">%s</a><br>%s</p>".formatted(escaped(url), escaped(label), escaped(url));
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
