package dev.glimpse.data.stream;

import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches.BatchStream;
import java.util.Optional;

/** Makes each batch when it is asked for: right where that is a matter of copying. */
final class DirectStream implements BatchStream {

    private final BatchMaker maker;
    private int next;

    DirectStream(BatchMaker maker) {
        this.maker = maker;
        this.next = Math.min(maker.firstBatch(), maker.batches());
    }

    @Override
    public Optional<Batch> next() {
        while (next < maker.batches()) {
            BatchMaker.Draft draft = maker.begin(next++);
            for (int place = 0; place < draft.size(); place++) {
                maker.fill(draft, place);
            }
            Optional<Batch> batch = maker.finish(draft);
            if (batch.isPresent()) {
                return batch;
            }
        }
        return Optional.empty();
    }

    @Override
    public int done() {
        return next;
    }

    @Override
    public void close() {
        next = maker.batches();
    }
}
