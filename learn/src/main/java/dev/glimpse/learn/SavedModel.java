package dev.glimpse.learn;

import java.util.Arrays;

/**
 * Learnt models as they stand in files.
 *
 * <p>A file comes from anywhere. It holds numbers, and words from closed lists; no word is taken for the name of a class, so
 * nothing is loaded by name. Sizes are checked before anything is allocated, and numbers that point at others before they are
 * followed.
 */
public final class SavedModel {

    private static final String MAGIC = "glimpse-learn";
    private static final int VERSION = 1;
    private static final String CLASSES = "classes";
    private static final String NUMBERS = "numbers";
    private static final int MOST_CLASSES = 100_000;
    private static final int MOST_NUMBERS = 10_000_000;

    private SavedModel() {}

    /**
     * The model that {@link ClassModel#toBytes} wrote.
     *
     * @param place what messages call the file
     * @throws LearnException if it is damaged, of another kind, or of a version that is not known
     */
    public static ClassModel classes(byte[] bytes, String place) {
        Input in = open(bytes, place, CLASSES);
        int length = length(in);
        int classes = in.count();
        if (classes < 1 || classes > MOST_CLASSES) {
            throw in.damaged("it tells " + classes + " classes apart");
        }
        int[] present = in.ints(in.count());
        int last = -1;
        for (int one : present) {
            if (one <= last || one >= classes) {
                throw in.damaged("class " + one + " of " + classes + " is out of order");
            }
            last = one;
        }
        Link link = link(in);
        float slope = in.floats(1)[0];
        long answers = link.answers(present.length);
        if (present.length == 0 || slope <= 0 || answers > Integer.MAX_VALUE) {
            throw in.damaged("it has answers for " + present.length + " classes, " + slope + " steep");
        }
        var model = new Learnt(length, classes, present, link, slope, Body.read(in.word(), in, length, (int) answers));
        in.end();
        return model;
    }

    /**
     * The model that {@link NumberModel#toBytes} wrote.
     *
     * @param place what messages call the file
     * @throws LearnException if it is damaged, of another kind, or of a version that is not known
     */
    public static NumberModel numbers(byte[] bytes, String place) {
        Input in = open(bytes, place, NUMBERS);
        int length = length(in);
        float[] terms = in.floats(2);
        var model = new LearntNumber(length, terms[0], terms[1], Body.read(in.word(), in, length, 1));
        in.end();
        return model;
    }

    static byte[] write(Learnt model) {
        Output out = begin(CLASSES, model.length());
        out.count(model.classes());
        out.count(model.present().length);
        out.ints(model.present());
        out.word(model.link().word());
        out.floats(new float[] {model.slope()});
        return end(out, model.body());
    }

    static byte[] write(LearntNumber model) {
        Output out = begin(NUMBERS, model.length());
        out.floats(new float[] {model.offset(), model.factor()});
        return end(out, model.body());
    }

    private static Output begin(String task, int length) {
        var out = new Output();
        out.word(MAGIC);
        out.count(VERSION);
        out.word(task);
        out.count(length);
        return out;
    }

    private static byte[] end(Output out, Body body) {
        out.word(body.word());
        body.write(out);
        return out.close();
    }

    private static Input open(byte[] bytes, String place, String task) {
        var in = new Input(bytes, place);
        if (!in.word().equals(MAGIC)) {
            throw in.damaged("it does not begin as one");
        }
        int version = in.count();
        if (version != VERSION) {
            throw new LearnException("%s is of version %d, and this Glimpse reads version %d: take a newer Glimpse"
                    .formatted(place, version, VERSION));
        }
        String found = in.word();
        if (!found.equals(task)) {
            throw in.damaged("it tells " + found + " and not " + task);
        }
        return in;
    }

    private static int length(Input in) {
        int length = in.count();
        if (length < 1 || length > MOST_NUMBERS) {
            throw in.damaged("its vectors have " + length + " numbers");
        }
        return length;
    }

    private static Link link(Input in) {
        String word = in.word();
        return Arrays.stream(Link.values())
                .filter(link -> link.word().equals(word))
                .findFirst()
                .orElseThrow(() -> in.damaged("'" + word + "' is no way to probabilities"));
    }
}
