package dev.glimpse.nn.script;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Numbers, and what Python's signs make of them. */
final class Arithmetic {

    /** What cannot be computed, and why. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message, null, false, false);
        }

        String words() {
            return Optional.ofNullable(getMessage()).orElse("");
        }
    }

    private static final String TOO_LARGE = "the result is too large: whole numbers go up to " + Long.MAX_VALUE;

    /** Longer lists and strings do not come out of sums. */
    private static final int LONGEST = 1_000;

    private static final Pattern BASED = Pattern.compile("0[xob](_?[0-9a-f])+");
    private static final Pattern DECIMAL =
            Pattern.compile("([0-9](_?[0-9])*\\.?([0-9](_?[0-9])*)?|\\.[0-9](_?[0-9])*)(e[+-]?[0-9](_?[0-9])*)?");

    private Arithmetic() {}

    /** The number that these digits write. */
    static Value number(String digits) throws Refusal {
        String plain = digits.toLowerCase(Locale.ROOT);
        if (plain.endsWith("j")) {
            throw new Refusal("imaginary numbers are not supported");
        }
        if (digits.length() > 100) {
            throw new Refusal("a number has at most 100 digits, this one has " + digits.length());
        }
        boolean based = plain.startsWith("0x") || plain.startsWith("0o") || plain.startsWith("0b");
        if (!(based ? BASED : DECIMAL).matcher(plain).matches()) {
            throw new Refusal("'" + digits + "' is not a number");
        }
        plain = plain.replace("_", "");
        int radix = plain.length() < 2
                ? 10
                : switch (plain.charAt(1)) {
                    case 'x' -> 16;
                    case 'o' -> 8;
                    case 'b' -> 2;
                    default -> 10;
                };
        try {
            if (radix != 10) {
                return new Value.Whole(Long.parseLong(plain.substring(2), radix));
            }
            if (plain.chars().allMatch(c -> c >= '0' && c <= '9')) {
                if (plain.length() > 1 && plain.startsWith("0") && !plain.matches("0+")) {
                    throw new Refusal("a whole number does not begin with 0: write " + plain.replaceFirst("^0+", ""));
                }
                return new Value.Whole(Long.parseLong(plain));
            }
        } catch (NumberFormatException _) {
            throw new Refusal("'" + digits + "' is not a whole number of at most " + Long.MAX_VALUE);
        }
        return real(Double.parseDouble(plain));
    }

    private static Value real(double number) throws Refusal {
        if (!Double.isFinite(number)) {
            throw new Refusal("the number is too large");
        }
        return new Value.Real(number);
    }

    static Value unary(String sign, Value operand) throws Refusal {
        if (sign.equals("+")) {
            return number(operand);
        }
        return switch (number(operand)) {
            case Value.Whole(long number) when number == Long.MIN_VALUE -> throw new Refusal(TOO_LARGE);
            case Value.Whole(long number) -> new Value.Whole(-number);
            case Value.Real(double number) -> new Value.Real(-number);
            case Value other -> throw new Refusal("arithmetic is for numbers, got " + other.words());
        };
    }

    static Value binary(String sign, Value left, Value right) throws Refusal {
        if (sign.equals("+") && left instanceof Value.Text(String a) && right instanceof Value.Text(String b)) {
            if (a.length() + b.length() > LONGEST) {
                throw new Refusal("the string would have more than " + LONGEST + " characters");
            }
            return new Value.Text(a + b);
        }
        if (sign.equals("+") && left instanceof Value.Items a && right instanceof Value.Items b) {
            List<Value> both = new ArrayList<>(a.values());
            both.addAll(b.values());
            return items(both);
        }
        Value a = number(left);
        Value b = number(right);
        if (a instanceof Value.Whole(long x) && b instanceof Value.Whole(long y) && !sign.equals("/")) {
            return whole(sign, x, y);
        }
        return real(sign, toDouble(a), toDouble(b));
    }

    private static Value number(Value value) throws Refusal {
        return switch (value) {
            case Value.Whole _, Value.Real _ -> value;
            case Value.Flag(boolean on) -> new Value.Whole(on ? 1 : 0);
            default -> throw new Refusal("arithmetic is for numbers, got " + value.words());
        };
    }

    private static double toDouble(Value number) throws Refusal {
        return switch (number) {
            case Value.Whole(long whole) -> whole;
            case Value.Real(double real) -> real;
            default -> throw new Refusal("arithmetic is for numbers, got " + number.words());
        };
    }

    private static Value whole(String sign, long x, long y) throws Refusal {
        if (y == 0 && (sign.equals("//") || sign.equals("%"))) {
            throw new Refusal("nothing can be divided by 0");
        }
        try {
            return switch (sign) {
                case "+" -> new Value.Whole(Math.addExact(x, y));
                case "-" -> new Value.Whole(Math.subtractExact(x, y));
                case "*" -> new Value.Whole(Math.multiplyExact(x, y));
                case "//" ->
                    new Value.Whole(x == Long.MIN_VALUE && y == -1 ? Math.negateExact(x) : Math.floorDiv(x, y));
                case "%" -> new Value.Whole(Math.floorMod(x, y));
                case "**" -> y >= 0 ? new Value.Whole(power(x, y)) : real(sign, (double) x, (double) y);
                default -> throw new Refusal("'" + sign + "' is not supported");
            };
        } catch (ArithmeticException _) {
            throw new Refusal(TOO_LARGE);
        }
    }

    /** Needs as many steps as the exponent has binary digits. */
    private static long power(long base, long exponent) {
        long result = 1;
        long square = base;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result = Math.multiplyExact(result, square);
            }
            if (rest > 1) {
                square = Math.multiplyExact(square, square);
            }
        }
        return result;
    }

    private static Value real(String sign, double x, double y) throws Refusal {
        if (y == 0 && (sign.equals("/") || sign.equals("//") || sign.equals("%"))) {
            throw new Refusal("nothing can be divided by 0");
        }
        double result =
                switch (sign) {
                    case "+" -> x + y;
                    case "-" -> x - y;
                    case "*" -> x * y;
                    case "/" -> x / y;
                    case "//" -> Math.floor(x / y);
                    case "%" -> x - y * Math.floor(x / y);
                    case "**" -> Math.pow(x, y);
                    default -> throw new Refusal("'" + sign + "' is not supported");
                };
        if (Double.isNaN(result)) {
            throw new Refusal("this has no result among the real numbers");
        }
        return real(result);
    }

    /** A list of these, unless it were too long. */
    static Value items(List<Value> values) throws Refusal {
        return new Value.Items(List.copyOf(values), size(values));
    }

    /** How many values these are, those inside lists included. */
    static int size(Iterable<Value> values) throws Refusal {
        int size = 0;
        for (Value value : values) {
            size += switch (value) {
                case Value.Items items -> items.size() + 1;
                case Value.Entries entries -> entries.size() + 1;
                default -> 1;
            };
            if (size > LONGEST) {
                throw new Refusal("a list holds at most " + LONGEST + " values, those of lists inside it included");
            }
        }
        return size;
    }

    /** The element of a list, tuple or dictionary. */
    static Value element(Value owner, Value index) throws Refusal {
        return switch (owner) {
            case Value.Items(List<Value> values, int _)
            when index instanceof Value.Whole(long number) -> {
                long place = number < 0 ? number + values.size() : number;
                if (place < 0 || place >= values.size()) {
                    throw new Refusal("there is no element " + number + " in a list of " + values.size());
                }
                yield values.get((int) place);
            }
            case Value.Entries entries
            when index instanceof Value.Text(String key) -> {
                Value value = entries.values().get(key);
                if (value == null) {
                    throw new Refusal("the dictionary has no '" + key + "'"
                            + Nearest.hint(key, entries.values().keySet()));
                }
                yield value;
            }
            case Value.Items _ -> throw new Refusal("an element of a list has a whole number, got " + index.words());
            case Value.Entries _ -> throw new Refusal("an entry of a dictionary has a string, got " + index.words());
            default -> throw new Refusal("only lists and dictionaries have elements, this is " + owner.words());
        };
    }

    /** Python's functions on numbers and lists. */
    static Value function(String name, List<Value> arguments) throws Refusal {
        List<Value> values =
                arguments.size() == 1 && arguments.getFirst() instanceof Value.Items(List<Value> all, int _)
                        ? all
                        : arguments;
        return switch (name) {
            case "len" -> new Value.Whole(length(arguments));
            case "int" -> new Value.Whole(truncated(only(name, arguments)));
            case "float" -> real(toDouble(number(only(name, arguments))));
            case "abs" -> {
                Value number = number(only(name, arguments));
                yield toDouble(number) < 0 ? unary("-", number) : number;
            }
            case "round" -> new Value.Whole(wholeOf(Math.rint(toDouble(number(only(name, arguments))))));
            case "max" -> extreme(name, values, 1);
            case "min" -> extreme(name, values, -1);
            case "tuple", "list" ->
                only(name, arguments) instanceof Value.Items items
                        ? items
                        : throwing("'" + name + "' makes a list of a list, got "
                                + arguments.getFirst().words());
            default -> throw new Refusal("'" + name + "' is not supported");
        };
    }

    private static Value throwing(String message) throws Refusal {
        throw new Refusal(message);
    }

    private static Value only(String name, List<Value> arguments) throws Refusal {
        if (arguments.size() != 1) {
            throw new Refusal("'" + name + "' takes one value, got " + arguments.size());
        }
        return arguments.getFirst();
    }

    private static long length(List<Value> arguments) throws Refusal {
        Value of = only("len", arguments);
        return switch (of) {
            case Value.Items(List<Value> values, int _) -> values.size();
            case Value.Entries entries -> entries.values().size();
            case Value.Text(String text) -> text.length();
            default -> throw new Refusal("'len' counts the elements of a list, got " + of.words());
        };
    }

    private static long truncated(Value value) throws Refusal {
        if (value instanceof Value.Text(String text)) {
            OptionalLong number = number(text.strip()) instanceof Value.Whole(long whole)
                    ? OptionalLong.of(whole)
                    : OptionalLong.empty();
            return number.orElseThrow(() -> new Refusal("'" + text + "' is not a whole number"));
        }
        Value number = number(value);
        return number instanceof Value.Whole(long whole) ? whole : wholeOf(toDouble(number));
    }

    private static long wholeOf(double number) throws Refusal {
        try {
            return new BigDecimal(number).toBigInteger().longValueExact();
        } catch (ArithmeticException _) {
            throw new Refusal(TOO_LARGE);
        }
    }

    private static Value extreme(String name, List<Value> values, int direction) throws Refusal {
        if (values.isEmpty()) {
            throw new Refusal("'" + name + "' needs values, got none");
        }
        Value best = number(values.getFirst());
        for (Value value : values) {
            Value number = number(value);
            if (Double.compare(toDouble(number), toDouble(best)) * direction > 0) {
                best = number;
            }
        }
        return best;
    }
}
