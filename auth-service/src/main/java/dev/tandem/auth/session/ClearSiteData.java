package dev.tandem.auth.session;

/**
 * What a browser forgets of this origin when somebody logs out (Clear-Site-Data, W3C). Not its cookies: that would take
 * those of every other host of the same site along.
 */
public final class ClearSiteData {

    public static final String HEADER = "Clear-Site-Data";
    public static final String CACHE_AND_STORAGE = "\"cache\", \"storage\"";

    private ClearSiteData() {}
}
