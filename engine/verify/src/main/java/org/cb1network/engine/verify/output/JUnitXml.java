package org.cb1network.engine.verify.output;

import com.google.common.escape.Escaper;
import com.google.common.xml.XmlEscapers;
import java.util.List;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.verify.Check;
import org.cb1network.engine.verify.Level;
import org.cb1network.engine.verify.Verification;

/**
 * Formats a verification as JUnit XML, which build services display: a test suite for each level and a test for each
 * comparison. A changed result is a failure. A comparison that was not possible is an error, because a skipped test
 * would look like a passed one.
 */
public final class JUnitXml {

    /** The last line, which identifies files written by this class. */
    public static final String MARK = "<!-- written by pipeline verify -->";

    private static final Escaper XML = XmlEscapers.xmlAttributeEscaper();

    private JUnitXml() {}

    /** Returns the text. */
    public static String of(Verification verification) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<testsuites name=\"verify ")
                .append(XML.escape(verification.profile()))
                .append('"');
        totals(verification.checks(), out);
        out.append(">\n");
        for (Level level : Level.values()) {
            List<Check> checks = verification.of(level);
            if (!checks.isEmpty()) {
                out.append("  <testsuite name=\"").append(level.word()).append('"');
                totals(checks, out);
                out.append(" skipped=\"0\" time=\"0\">\n");
                checks.forEach(check -> write(check, verification.profile(), out));
                out.append("  </testsuite>\n");
            }
        }
        return out.append("</testsuites>\n").append(MARK).append('\n').toString();
    }

    private static void totals(List<Check> checks, StringBuilder out) {
        out.append(" tests=\"").append(checks.size());
        out.append("\" failures=\"").append(count(checks, Verdict.CHANGED));
        out.append("\" errors=\"").append(count(checks, Verdict.NOT_CHECKABLE)).append('"');
    }

    private static long count(List<Check> checks, Verdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }

    private static void write(Check check, String profile, StringBuilder out) {
        out.append("    <testcase classname=\"verify.")
                .append(XML.escape(profile))
                .append('.');
        out.append(check.level().word()).append("\" name=\"").append(XML.escape(check.subject()));
        out.append("\" time=\"0\"");
        String message = XML.escape(check.message());
        switch (check.verdict()) {
            case CHANGED ->
                out.append("><failure type=\"changed\" message=\"")
                        .append(message)
                        .append("\"/></testcase>\n");
            case NOT_CHECKABLE ->
                out.append("><error type=\"not checkable\" message=\"")
                        .append(message)
                        .append("\"/></testcase>\n");
            default -> {
                if (message.isEmpty()) {
                    out.append("/>\n");
                } else {
                    out.append("><system-out>").append(check.verdict().words()).append(": ");
                    out.append(message).append("</system-out></testcase>\n");
                }
            }
        }
    }
}
