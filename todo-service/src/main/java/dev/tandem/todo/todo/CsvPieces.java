package dev.tandem.todo.todo;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Makes one CSV document of pages of to-dos, a piece a page after the header. */
final class CsvPieces implements Callable<Optional<Buffer>> {

    private final Callable<List<TodoView>> pages;
    private boolean hasHeader;

    CsvPieces(Callable<List<TodoView>> pages) {
        this.pages = pages;
    }

    @Override
    public Optional<Buffer> call() throws Exception {
        var page = pages.call();
        if (page.isEmpty() && hasHeader) {
            return Optional.empty();
        }
        var piece = Buffer.buffer();
        if (!hasHeader) {
            hasHeader = true;
            piece.appendString(Csv.HEADER);
        }
        page.forEach(todo -> piece.appendString(Csv.row(todo)));
        return Optional.of(piece);
    }
}
