// Validates PDF files as PDF/A-3a and as PDF/UA-1 with the engine of veraPDF.
// One line a file; what fails is told by clause and number of the standard.

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraPdf {
    public static void main(String[] files) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int passed = 0;
        int failed = 0;
        for (String file : files) {
            List<String> problems = new ArrayList<>();
            for (String name : new String[] {"3a", "ua1"}) {
                PDFAFlavour flavour = PDFAFlavour.fromString(name);
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
                    ValidationResult result =
                        Foundries.defaultInstance().createValidator(flavour, false).validate(parser);
                    if (!result.isCompliant()) {
                        TreeSet<String> clauses = new TreeSet<>();
                        for (TestAssertion test : result.getTestAssertions()) {
                            if (test.getStatus() == TestAssertion.Status.FAILED) {
                                clauses.add(test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber()
                                    + " (" + test.getMessage() + ")");
                            }
                        }
                        problems.add(name + ": " + String.join("; ", clauses));
                    }
                } catch (Exception error) {
                    problems.add(name + ": " + error);
                }
            }
            if (problems.isEmpty()) {
                passed++;
                System.out.println("PASS " + file + " (3a, ua1)");
            } else {
                failed++;
                System.out.println("FAIL " + file + " " + String.join(" | ", problems));
            }
        }
        System.out.println(passed + " passed, " + failed + " failed");
        System.exit(failed == 0 ? 0 : 1);
    }
}
