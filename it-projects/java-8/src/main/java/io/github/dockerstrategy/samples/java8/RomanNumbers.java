package io.github.dockerstrategy.samples.java8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;

/** Prints the years on its command line as Roman numbers, the way Java 8 wrote it. */
public final class RomanNumbers {

    private static final Map<Integer, String> LETTERS = letters();

    private RomanNumbers() {}

    public static void main(String[] args) {
        if (args.length == 0) {
            System.out.println("usage: roman-numbers YEAR...");
        }
        for (String year : args) {
            System.out.println(year + " is " + roman(Integer.parseInt(year)));
        }
    }

    private static String roman(int number) {
        StringBuilder roman = new StringBuilder();
        int rest = number;
        for (Map.Entry<Integer, String> letter : LETTERS.entrySet()) {
            roman.append(StringUtils.repeat(letter.getValue(), rest / letter.getKey()));
            rest %= letter.getKey();
        }
        return roman.toString();
    }

    private static Map<Integer, String> letters() {
        Map<Integer, String> letters = new LinkedHashMap<>();
        int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
        String[] texts = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
        for (int i = 0; i < values.length; i++) {
            letters.put(values[i], texts[i]);
        }
        return Collections.unmodifiableMap(letters);
    }
}
