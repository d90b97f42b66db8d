package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The epochs of a training, in their order.
 *
 * @param epochs what each came to
 */
public record History(List<EpochResult> epochs) {

    public History {
        epochs = List.copyOf(epochs);
    }

    /** The history of a training that is about to begin. */
    public static History empty() {
        return new History(List.of());
    }

    /** This history with one more epoch. */
    public History plus(EpochResult result) {
        List<EpochResult> longer = new ArrayList<>(epochs);
        longer.add(result);
        return new History(longer);
    }

    /** How many epochs there were. */
    public int size() {
        return epochs.size();
    }

    /** The last epoch, if there was one. */
    public Optional<EpochResult> last() {
        return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.getLast());
    }

    /** The names of all metrics, in the order in which they came up. */
    public SequencedSet<String> metrics() {
        SequencedSet<String> names = new LinkedHashSet<>();
        epochs.forEach(epoch -> names.addAll(epoch.metrics().keySet()));
        return names;
    }

    /** The values of a metric, one for each epoch that has it. */
    public List<Double> values(String metric) {
        return epochs.stream()
                .flatMap(epoch -> epoch.metric(metric).stream().boxed())
                .toList();
    }

    /**
     * The epoch with the best value of a metric, the first of several; NaN is worse than any number.
     *
     * @throws NnException if the name does not tell which way is better, or no epoch has it
     */
    public EpochResult best(String metric) {
        return best(Monitor.of(metric));
    }

    /**
     * The epoch with the best value of what is monitored, the first of several; NaN is worse than any number.
     *
     * @throws NnException if no epoch has it
     */
    public EpochResult best(Monitor monitor) {
        return epochs.stream()
                .filter(epoch -> epoch.metrics().containsKey(monitor.name()))
                .reduce((best, epoch) ->
                        monitor.isBetter(monitor.valueIn(epoch), monitor.valueIn(best), 0) ? epoch : best)
                .orElseThrow(
                        () -> new NnException("no epoch has \"" + monitor.name() + "\", there are only " + metrics()));
    }
}
