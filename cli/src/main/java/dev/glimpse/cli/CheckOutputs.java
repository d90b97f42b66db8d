package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.doctor.Diagnosis;
import dev.glimpse.classifier.doctor.FindingKind;
import dev.glimpse.classifier.doctor.page.DiagnosisPage;
import dev.glimpse.classifier.mend.Plan;
import dev.glimpse.classifier.mend.PlanOptions;
import dev.glimpse.classifier.mend.Step;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What {@code glimpse data check} writes for somebody to look at and to go on with: a page and a plan. */
final class CheckOutputs {

    private static final String ALL = "all";

    @Option(
            names = "--html",
            paramLabel = "FILE",
            order = 10,
            description = "Write a page with the pictures side by side to this file.")
    private Optional<Path> html = Optional.empty();

    @Option(
            names = "--fix",
            paramLabel = "FILE",
            order = 11,
            description = "Write a plan of what to do to this file. Nothing is done before glimpse data apply FILE.")
    private Optional<Path> fix = Optional.empty();

    @Option(
            names = "--fix-on",
            paramLabel = "KIND",
            split = ",",
            order = 12,
            description = "Kinds of findings whose steps are on in the plan, or all; label-suspect has --fix-labels. "
                    + "Default: unreadable, two-labels, across-splits, exact-copies.")
    private List<String> kinds = List.of();

    @Option(
            names = "--fix-labels",
            paramLabel = "CERTAINTY",
            order = 13,
            description = "Labels that are probably wrong change in the plan where the label suggested is at least so "
                    + "certain, 0 to 1. Default: they are only proposed.")
    private Optional<Double> labels = Optional.empty();

    /** Says what is wrong with the options before the dataset is looked at for minutes. */
    void require(Path data, Optional<Path> json) {
        options();
        json.ifPresent(file -> requireWritable("--json", file));
        html.ifPresent(file -> requireWritable("--html", file));
        Set<Path> files = new HashSet<>();
        Stream.of(json, html, fix).flatMap(Optional::stream).forEach(file -> {
            if (!files.add(file.toAbsolutePath().normalize())) {
                throw new ClassifierException(
                        "--json, --html and --fix write a file each, and " + file + " is named twice");
            }
        });
        if (fix.isPresent()) {
            requireWritable("--fix", fix.get());
            Plan.requireMendable(data);
            Plan.requireFree(fix.get());
        } else if (!kinds.isEmpty() || labels.isPresent()) {
            throw new ClassifierException((kinds.isEmpty() ? "--fix-labels" : "--fix-on")
                    + " is about the plan: add --fix FILE to write one");
        }
    }

    private PlanOptions options() {
        double certainty = labels.orElse(1.0);
        if (!(certainty >= 0 && certainty <= 1)) {
            throw new ClassifierException("--fix-labels is a certainty from 0 to 1, got " + certainty);
        }
        Set<FindingKind> on = kinds.isEmpty() ? PlanOptions.USUALLY_ON : chosen();
        return new PlanOptions(on, labels.isPresent() ? OptionalDouble.of(certainty) : OptionalDouble.empty());
    }

    private Set<FindingKind> chosen() {
        Set<FindingKind> chosen = EnumSet.noneOf(FindingKind.class);
        for (String word : kinds) {
            if (word.strip().equals(ALL)) {
                chosen.addAll(EnumSet.allOf(FindingKind.class));
            } else {
                chosen.add(Arrays.stream(FindingKind.values())
                        .filter(kind -> kind.word().equals(word.strip()))
                        .findFirst()
                        .orElseThrow(() -> new ClassifierException("--fix-on takes all, "
                                + Arrays.stream(FindingKind.values())
                                        .map(FindingKind::word)
                                        .collect(Collectors.joining(", "))
                                + ", got '" + word + "'")));
            }
        }
        return chosen;
    }

    /** Says so before the work rather than after it. */
    private static void requireWritable(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new DataException(option + " wants a file, but " + file + " is a folder: name a file in it");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new DataException("the folder of " + file + " does not exist: create it first");
        }
    }

    /** Writes what was asked for, and says on the screen's error stream how to go on. */
    void write(Screen screen, Path data, Dataset dataset, Diagnosis diagnosis) throws IOException {
        if (fix.isPresent()) {
            Plan plan = Plan.of(diagnosis, _ -> options());
            plan.write(fix.get());
            screen.err().println(Failure.oneLine(summary(plan, fix.get())));
        }
        if (html.isPresent()) {
            DiagnosisPage.of(diagnosis, dataset, advice(data)).write(html.get());
            screen.err().println("Wrote " + html.get());
        }
        if (fix.isEmpty() && !diagnosis.isHealthy() && isMendable(data)) {
            screen.err().println("To go on: " + advice(data));
        }
    }

    /** The command that comes next; empty for data that no plan can mend. */
    private String advice(Path data) {
        if (fix.isPresent()) {
            return command(List.of("data", "apply", fix.get().toString()));
        }
        return isMendable(data) ? command(List.of("data", "check", data.toString(), "--fix", "plan.json")) : "";
    }

    private static boolean isMendable(Path data) {
        try {
            Plan.requireMendable(data);
            return true;
        } catch (DataException _) {
            return false;
        }
    }

    private static String command(List<String> words) {
        return ShellWords.program() + " " + ShellWords.of(words);
    }

    private static String summary(Plan plan, Path file) {
        List<Step> chosen = plan.chosen();
        long aside = chosen.stream()
                .filter(step -> step.action() instanceof Step.Action.SetAside)
                .count();
        if (plan.steps().isEmpty()) {
            return "Wrote " + file + ", a plan without a step: nothing was found that moving pictures would mend";
        }
        return String.format(
                Locale.ROOT,
                "Wrote %s: %,d %s on (%,d to set aside, %,d to another label), %,d only proposed. Look through it, then: %s",
                file,
                chosen.size(),
                chosen.size() == 1 ? "step is" : "steps are",
                aside,
                chosen.size() - aside,
                plan.steps().size() - chosen.size(),
                command(List.of("data", "apply", file.toString())));
    }
}
