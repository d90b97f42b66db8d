package dev.glimpse.nn.script;

import static java.util.Map.entry;

import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.LayerNames;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Keras calls by which name, and where: {@code Conv2D}, {@code tf.keras.layers.Conv2D}, {@code L.Conv2D}. */
final class Library {

    static final String SEQUENTIAL = "Sequential";
    static final String MODEL = "Model";
    static final String INPUT = "Input";
    static final String OLD_MERGE = "merge";
    static final String PRINT = "print";

    private static final SortedSet<String> LAYERS = KerasJson.layerNames();

    private static final Map<String, String> MERGES = Map.of(
            "add", "Add",
            "subtract", "Subtract",
            "multiply", "Multiply",
            "average", "Average",
            "maximum", "Maximum",
            "minimum", "Minimum",
            "concatenate", "Concatenate");

    private static final Set<String> FUNCTIONS = Set.of(
            SEQUENTIAL,
            MODEL,
            "Functional",
            INPUT,
            OLD_MERGE,
            PRINT,
            "len",
            "int",
            "float",
            "abs",
            "round",
            "min",
            "max",
            "tuple",
            "list");

    private static final Set<String> ACTIVATIONS = Stream.concat(
                    Arrays.stream(ActivationFunction.values()).map(ActivationFunction::kerasName),
                    Stream.of("swish", "hard_swish"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<Symbol.Kind, List<String>> SETTINGS = Map.of(
            Symbol.Kind.INITIALIZER,
            List.of(
                    "Zeros",
                    "Ones",
                    "Constant",
                    "RandomNormal",
                    "RandomUniform",
                    "TruncatedNormal",
                    "VarianceScaling",
                    "GlorotUniform",
                    "GlorotNormal",
                    "HeUniform",
                    "HeNormal",
                    "LecunUniform",
                    "LecunNormal",
                    "Orthogonal",
                    "OrthogonalInitializer",
                    "Identity",
                    "IdentityInitializer",
                    // Keras 1
                    "Zero",
                    "One",
                    "Normal",
                    "Uniform"),
            Symbol.Kind.REGULARIZER,
            List.of("L1", "L2", "L1L2", "L1_L2", "OrthogonalRegularizer"),
            Symbol.Kind.CONSTRAINT,
            List.of("MaxNorm", "NonNeg", "UnitNorm", "MinMaxNorm", "Maxnorm", "Nonneg", "Unitnorm"));

    private static final Map<String, Symbol.Kind> SETTING_MODULES = Map.of(
            "initializers",
            Symbol.Kind.INITIALIZER,
            "regularizers",
            Symbol.Kind.REGULARIZER,
            "constraints",
            Symbol.Kind.CONSTRAINT);

    private static final Set<String> ACTIVATION_MODULES = Set.of("activations", "nn", "ops", "tensorflow", "math");

    private static final Set<String> TRAINING_MODULES = Set.of("optimizers", "losses", "metrics", "callbacks");

    private static final Set<String> TRAINING = Set.of(
            "Adam",
            "AdamW",
            "Adagrad",
            "Adadelta",
            "Adamax",
            "Nadam",
            "RMSprop",
            "SGD",
            "Ftrl",
            "Lion",
            "Adafactor",
            "EarlyStopping",
            "ModelCheckpoint",
            "ReduceLROnPlateau",
            "TensorBoard",
            "CSVLogger",
            "LearningRateScheduler",
            "CategoricalCrossentropy",
            "SparseCategoricalCrossentropy",
            "BinaryCrossentropy",
            "MeanSquaredError");

    /** Modules that the examples of Keras use without saying where they come from. */
    private static final Map<String, String> ROOTS = Map.ofEntries(
            entry("keras", "keras"),
            entry("tf", "tensorflow"),
            entry("tensorflow", "tensorflow"),
            entry("layers", "keras.layers"),
            entry("models", "keras.models"),
            entry("activations", "keras.activations"),
            entry("initializers", "keras.initializers"),
            entry("regularizers", "keras.regularizers"),
            entry("constraints", "keras.constraints"),
            entry("optimizers", "keras.optimizers"),
            entry("losses", "keras.losses"),
            entry("metrics", "keras.metrics"),
            entry("callbacks", "keras.callbacks"),
            entry("ops", "keras.ops"),
            entry("backend", "keras.backend"),
            entry("K", "keras.backend"));

    private static final Set<String> MODULES = Set.of(
            "keras",
            "tensorflow",
            "python",
            "src",
            "layers",
            "models",
            "activations",
            "initializers",
            "regularizers",
            "constraints",
            "optimizers",
            "losses",
            "metrics",
            "callbacks",
            "ops",
            "nn",
            "math",
            "backend",
            "utils",
            "engine",
            "topology",
            "training",
            "experimental",
            "preprocessing",
            "image",
            "core",
            "convolutional",
            "pooling",
            "normalization",
            "advanced_activations",
            "noise",
            "local",
            "legacy",
            "compat",
            "v1",
            "v2",
            "api",
            "merging",
            "regularization",
            "reshaping",
            "activation",
            "schedules");

    /** Layers of Keras that Glimpse does not have, so that nobody looks for a slip of the pen. */
    private static final Set<String> OTHER_LAYERS = Set.of(
            "ActivityRegularization",
            "AdditiveAttention",
            "AlphaDropout",
            "Attention",
            "AveragePooling1D",
            "AveragePooling3D",
            "Bidirectional",
            "CategoryEncoding",
            "CenterCrop",
            "Conv1D",
            "Conv1DTranspose",
            "Conv3D",
            "Conv3DTranspose",
            "ConvLSTM1D",
            "ConvLSTM2D",
            "ConvLSTM3D",
            "Convolution1D",
            "Convolution3D",
            "Cropping1D",
            "Cropping3D",
            "DepthwiseConv1D",
            "Discretization",
            "Dot",
            "EinsumDense",
            "Embedding",
            "GRU",
            "GRUCell",
            "GaussianDropout",
            "GlobalAveragePooling1D",
            "GlobalAveragePooling3D",
            "GlobalMaxPooling1D",
            "GlobalMaxPooling3D",
            "GroupNormalization",
            "GroupQueryAttention",
            "Hashing",
            "HashedCrossing",
            "IntegerLookup",
            "LSTM",
            "LSTMCell",
            "LocallyConnected1D",
            "LocallyConnected2D",
            "Masking",
            "MaxPooling1D",
            "MaxPooling3D",
            "MelSpectrogram",
            "Minimum",
            "MultiHeadAttention",
            "Permute",
            "RMSNormalization",
            "RNN",
            "RandomCrop",
            "RandomHeight",
            "RandomHue",
            "RandomSaturation",
            "RandomShear",
            "RandomWidth",
            "RepeatVector",
            "SeparableConv1D",
            "SimpleRNN",
            "SpatialDropout1D",
            "SpatialDropout3D",
            "SpectralNormalization",
            "StringLookup",
            "TextVectorization",
            "TimeDistributed",
            "UnitNormalization",
            "UpSampling1D",
            "UpSampling3D",
            "ZeroPadding1D",
            "ZeroPadding3D",
            "Highway",
            "MaxoutDense");

    private Library() {}

    /** What a name stands for that the text has not given a meaning. */
    static Optional<Symbol> named(String name) {
        String root = ROOTS.get(name);
        if (root != null) {
            return Optional.of(new Symbol.Module(root));
        }
        return layerOrFunction(name)
                .or(() -> activation(name))
                .or(() -> SETTING_MODULES.values().stream()
                        .sorted()
                        .flatMap(kind -> setting(kind, name).stream())
                        .findFirst())
                .or(() -> TRAINING.contains(name) ? Optional.of(new Symbol.Training(name)) : Optional.empty());
    }

    /** What stands at a path such as {@code tensorflow.keras.layers.Conv2D}; empty if Keras has nothing there. */
    static Optional<Symbol> at(String path) {
        List<String> parts = List.of(path.split("\\."));
        String root = parts.getFirst();
        if (!root.equals("keras") && !root.equals("tensorflow") && !root.equals("tf_keras")) {
            return Optional.of(new Symbol.Module(path));
        }
        String name = parts.getLast();
        String owner = parts.size() > 1 ? parts.get(parts.size() - 2) : "";
        Symbol.Kind kind = SETTING_MODULES.get(owner);
        if (kind != null) {
            return setting(kind, name);
        }
        if (TRAINING_MODULES.contains(owner)) {
            return Optional.of(MODULES.contains(name) ? new Symbol.Module(path) : new Symbol.Training(name));
        }
        if (ACTIVATION_MODULES.contains(owner) && ACTIVATIONS.contains(name)) {
            return activation(name);
        }
        if (parts.size() == 1 || MODULES.contains(name)) {
            return Optional.of(new Symbol.Module(path));
        }
        return layerOrFunction(name);
    }

    private static Optional<Symbol> layerOrFunction(String name) {
        if (FUNCTIONS.contains(name)) {
            return Optional.of(new Symbol.Function(name.equals("Functional") ? MODEL : name));
        }
        String merge = MERGES.get(name);
        if (merge != null && LAYERS.contains(merge)) {
            return Optional.of(new Symbol.Merge(name, merge));
        }
        return LAYERS.contains(name) ? Optional.of(new Symbol.LayerClass(name)) : Optional.empty();
    }

    private static Optional<Symbol> activation(String name) {
        return ACTIVATIONS.contains(name) ? Optional.of(new Symbol.Activation(name)) : Optional.empty();
    }

    /** An initializer, regularizer or constraint, by the name of its class or as Keras spells it in strings. */
    static Optional<Symbol> setting(Symbol.Kind kind, String name) {
        return SETTINGS.getOrDefault(kind, List.of()).stream()
                .filter(known -> known.equals(name)
                        || LayerNames.snakeCase(known).equals(name)
                        || plain(known).equals(name))
                .findFirst()
                .map(known -> new Symbol.Setting(kind, known.replace("_", "")));
    }

    /** Regularizers are {@code l1_l2} and {@code L1L2}. */
    private static String plain(String name) {
        return name.toLowerCase(java.util.Locale.ROOT);
    }

    /** Why a name is not known, and what is meant perhaps. */
    static String unknown(String name, Set<String> variables) {
        if (name.equals("Lambda")) {
            return "Lambda runs Python code, which Glimpse never does: use layers of Keras in its place";
        }
        if (OTHER_LAYERS.contains(name) && !LAYERS.contains(name)) {
            return name + " is a layer of Keras that Glimpse does not have: use another one";
        }
        Set<String> candidates = new LinkedHashSet<>(variables);
        candidates.addAll(LAYERS);
        candidates.addAll(FUNCTIONS);
        candidates.addAll(MERGES.keySet());
        candidates.addAll(ROOTS.keySet());
        candidates.addAll(ACTIVATIONS);
        return name + " is not known" + Nearest.hint(name, candidates);
    }

    /** Why a module has no such name. */
    static String unknownIn(String module, String name) {
        String last = module.substring(module.lastIndexOf('.') + 1);
        Symbol.Kind kind = SETTING_MODULES.get(last);
        if (kind != null) {
            return name + " is not known in " + module + settingHint(kind, name);
        }
        if (last.equals("activations") || last.equals("nn")) {
            return name + " is not known in " + module + activationHint(name);
        }
        if (module.startsWith("keras.applications") || name.equals("applications")) {
            return "pretrained networks cannot be part of a text: write out their layers";
        }
        return unknown(name, Set.of());
    }

    static String activationHint(String name) {
        return Nearest.hint(name, ACTIVATIONS);
    }

    static boolean isActivation(String name) {
        return ACTIVATIONS.contains(name);
    }

    static String settingHint(Symbol.Kind kind, String name) {
        Set<String> known = new LinkedHashSet<>();
        boolean small = !name.isEmpty() && Character.isLowerCase(name.charAt(0));
        for (String className : SETTINGS.getOrDefault(kind, List.of())) {
            known.add(small ? LayerNames.snakeCase(className) : className);
        }
        return Nearest.hint(name, known);
    }
}
