package dev.glimpse.learn;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.FeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.protos.core.ExampleProto;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.util.Merger;

/**
 * A vector as Tribuo wants it, without a copy of its numbers.
 *
 * <p>Tribuo's own examples keep a name and a double for each number. Here all share the names and the numbers stay where they are.
 */
final class DenseRow<T extends Output<T>> extends Example<T> {

    private static final long serialVersionUID = 1;

    private final transient String[] names;
    private final transient Rows rows;
    private final int row;

    private DenseRow(T output, String[] names, Rows rows, int row) {
        super(output);
        this.names = names;
        this.rows = rows;
        this.row = row;
    }

    /** A dataset of all rows; number {@code i} of a vector gets the id {@code i}. */
    static <T extends Output<T>> MutableDataset<T> dataset(
            Rows rows, OutputFactory<T> factory, IntFunction<T> outputs) {
        String[] names = IntStream.range(0, rows.length())
                .mapToObj(i -> String.format(Locale.ROOT, "%010d", i))
                .toArray(String[]::new);
        var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("rows", factory), factory);
        for (int row = 0; row < rows.count(); row++) {
            dataset.add(new DenseRow<>(outputs.apply(row), names, rows, row));
        }
        return dataset;
    }

    @Override
    public Iterator<Feature> iterator() {
        int start = row * rows.length();
        return IntStream.range(0, names.length)
                .mapToObj(i -> new Feature(names[i], rows.values()[start + i]))
                .iterator();
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public boolean validateExample() {
        return true;
    }

    @Override
    public boolean isDense(FeatureMap map) {
        return map.size() == names.length;
    }

    @Override
    public Example<T> copy() {
        return new DenseRow<>(output, names, rows, row);
    }

    @Override
    protected void sort() {
        // The names are in order.
    }

    @Override
    public void canonicalize(FeatureMap map) {
        // The names are shared already.
    }

    @Override
    protected void densify(List<String> all) {
        // It is dense.
    }

    @Override
    public void add(Feature feature) {
        throw fixed();
    }

    @Override
    public void addAll(Collection<? extends Feature> features) {
        throw fixed();
    }

    @Override
    public void removeFeatures(List<Feature> features) {
        throw fixed();
    }

    @Override
    public void reduceByName(Merger merger) {
        throw fixed();
    }

    @Override
    public void set(Feature feature) {
        throw fixed();
    }

    @Override
    public ExampleProto serialize() {
        throw fixed();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("a vector stays as it is");
    }
}
