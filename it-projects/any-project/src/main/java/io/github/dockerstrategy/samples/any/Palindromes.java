package io.github.dockerstrategy.samples.any;

import org.apache.commons.lang3.StringUtils;

/** Tells which of its arguments read the same from both ends. */
public final class Palindromes {

    private Palindromes() {}

    public static void main(String[] args) {
        for (String text : args) {
            String letters = text.replaceAll("\\W", "").toLowerCase();
            boolean palindrome = letters.equals(StringUtils.reverse(letters));
            System.out.println(text + ": " + (palindrome ? "yes" : "no"));
        }
    }
}
