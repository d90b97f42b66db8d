package dev.glimpse.classifier.doctor;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a doctor found in a dataset.
 *
 * @param location where the dataset lies
 * @param pictures how many readable pictures it has
 * @param labels how many pictures each label has, in the order of the labels
 * @param backbone the network whose embeddings were compared; nothing where there was none
 * @param findings all of them: by kind, what spoils most first, and within a kind the worst first
 * @param leftOut what so many pictures have that it is no finding
 * @param notChecked what was not looked for
 * @param remarks what its owner should know beside, a sentence each
 */
public record Diagnosis(
        String location,
        int pictures,
        SequencedMap<String, Integer> labels,
        Optional<String> backbone,
        List<Finding> findings,
        List<LeftOut> leftOut,
        List<NotChecked> notChecked,
        List<String> remarks) {

    public Diagnosis {
        labels = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(labels));
        findings = List.copyOf(findings);
        leftOut = List.copyOf(leftOut);
        notChecked = List.copyOf(notChecked);
        remarks = List.copyOf(remarks);
    }

    /** Whether nothing was found. */
    public boolean isHealthy() {
        return findings.isEmpty();
    }

    /** How many findings there are of each kind that there is. */
    public Map<FindingKind, Integer> counts() {
        Map<FindingKind, Integer> counts = new EnumMap<>(FindingKind.class);
        findings.forEach(finding -> counts.merge(finding.kind(), 1, Integer::sum));
        return counts;
    }

    /** The findings of one kind, the worst first. */
    public List<Finding> findings(FindingKind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    /**
     * The findings as lines for a terminal, in the order of importance.
     *
     * @param shown how many of each kind are named, 1 or more; the others are counted
     */
    public String text(int shown) {
        return DiagnosisText.of(this, shown);
    }

    /**
     * All of it as one JSON object.
     *
     * <ul>
     *   <li>{@code location}, {@code pictures}, {@code labels} (how many pictures each has), {@code backbone} (or null)
     *   <li>{@code counts}: how many findings of each kind; {@code findings}, each with its {@code kind}
     *   <li>a {@code picture}, and each of {@code pictures} in a group, has {@code name}, {@code label}, {@code split} (or null) and
     *       {@code sha256}
     *   <li>{@code unreadable}: {@code name} and {@code reason}
     *   <li>{@code two-labels}, {@code across-splits}, {@code exact-copies}, {@code near-copies}, {@code look-alikes}: {@code likeness} ({@code same-file},
     *       {@code same-pixels} or {@code near}), {@code labels}, {@code splits}, {@code pictures}; if near, {@code pairs}, each with
     *       {@code first} and {@code second} (places in {@code pictures}, from 0), {@code hashDistance}, {@code difference} and {@code cosine} (or null)
     *   <li>{@code label-suspect}: {@code picture}, {@code suggested}, {@code certainty}, {@code givenProbability}, {@code evidence} ({@code strong} or {@code weak}), {@code rank}
     *   <li>{@code too-few}: {@code label}, {@code pictures} (how many), {@code wanted}
     *   <li>{@code imbalance}: {@code label}, {@code pictures} (how many), {@code largest}, {@code largestPictures}
     *   <li>{@code dark} and the other checks: {@code picture}, {@code score}, {@code threshold}; {@code odd-size} also {@code height}
     *       and {@code width}
     *   <li>{@code leftOut}: {@code kind}, {@code pictures}, {@code of}; {@code notChecked}: {@code kind} and {@code reason}; {@code
     *       remarks}
     * </ul>
     */
    public String json() {
        return DiagnosisJson.of(this);
    }
}
