package io.github.dockerstrategy.image;

import io.github.dockerstrategy.problem.Problem;
import io.github.dockerstrategy.problem.ProblemException;
import io.github.dockerstrategy.problem.UnsetProperty;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A port that the container listens on. */
public record Port(int number, Protocol protocol) implements Comparable<Port> {

    public enum Protocol {
        TCP,
        UDP,
        SCTP
    }

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?(?:/(tcp|udp|sctp))?");

    public Port {
        if (number < 1 || number > 65535) {
            throw new IllegalArgumentException("port out of range: " + number);
        }
    }

    /** Parses a port or a range, such as {@code 8080}, {@code 53/udp} or {@code 9000-9003}. */
    public static List<Port> parse(String text, String where) {
        UnsetProperty.refuse(text, where);
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            Protocol protocol = matcher.group(3) == null
                    ? Protocol.TCP
                    : Protocol.valueOf(matcher.group(3).toUpperCase(Locale.ROOT));
            if (first >= 1 && last <= 65535 && first <= last) {
                return IntStream.rangeClosed(first, last)
                        .mapToObj(number -> new Port(number, protocol))
                        .toList();
            }
        }
        throw new ProblemException(Problem.of(
                "bad-port",
                "'" + text + "' is not a port.",
                where,
                "write a number from 1 to 65535, or a range, for example 8080, 53/udp or 9000-9003"));
    }

    @Override
    public int compareTo(Port other) {
        return number != other.number ? Integer.compare(number, other.number) : protocol.compareTo(other.protocol);
    }

    @Override
    public String toString() {
        return number + "/" + protocol.name().toLowerCase(Locale.ROOT);
    }
}
