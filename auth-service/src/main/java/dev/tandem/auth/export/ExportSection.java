package dev.tandem.auth.export;

import java.util.UUID;

/** A part of everything that is kept about a person, told by the feature that keeps it. */
public interface ExportSection {

    /** The member of the document that it is. */
    String name();

    /** As JSON shall show it, without secrets; its types are registered for reflection. */
    Object contents(UUID account);
}
