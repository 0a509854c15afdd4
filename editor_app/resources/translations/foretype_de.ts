<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>Foretype</name>
    <message>
      <source># Your glossary. Write a name or phrase a line, and Foretype knows it:
#
# Dr Anna Zebulon
#
# Or a shortcut, a Tab and what it stands for; the key that takes a suggestion expands it:
#
# kr	Kind regards, Anna
#
# Lines that begin with # are remarks. Save the file, and it holds at once.
</source>
      <translation># Ihr Glossar. Schreiben Sie je Zeile einen Namen oder eine Wendung, und Foretype kennt sie:
#
# Dr. Anna Zebulon
#
# Oder ein Kürzel, einen Tabulator und wofür es steht; die Taste, die einen Vorschlag übernimmt, setzt es ein:
#
# mfg	Mit freundlichen Grüßen
#
# Zeilen, die mit # beginnen, sind Bemerkungen. Speichern Sie die Datei, und sie gilt sofort.
</translation>
    </message>
    <message>
      <source>&amp;Add “{}” to the dictionary</source>
      <translation>„{}“ ins &amp;Wörterbuch aufnehmen</translation>
    </message>
    <message>
      <source>&amp;Edit</source>
      <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
      <source>&amp;File</source>
      <translation>&amp;Datei</translation>
    </message>
    <message>
      <source>&amp;Help</source>
      <translation>&amp;Hilfe</translation>
    </message>
    <message>
      <source>&amp;Ignore in this document</source>
      <translation>In diesem Dokument &amp;ignorieren</translation>
    </message>
    <message>
      <source>&amp;Name</source>
      <translation>&amp;Name</translation>
    </message>
    <message>
      <source>&amp;Never correct this</source>
      <translation>Das &amp;nie berichtigen</translation>
    </message>
    <message>
      <source>&amp;Next</source>
      <translation>Nä&amp;chste</translation>
    </message>
    <message>
      <source>&amp;Suggestions</source>
      <translation>&amp;Vorschläge</translation>
    </message>
    <message>
      <source>&amp;View</source>
      <translation>&amp;Ansicht</translation>
    </message>
    <message>
      <source>&amp;Whole words</source>
      <translation>Ganze &amp;Wörter</translation>
    </message>
    <message numerus="yes">
      <source>; {n} are left out</source>
      <translation>
        <numerusform>; {n} bleibt weg</numerusform>
        <numerusform>; {n} bleiben weg</numerusform>
      </translation>
    </message>
    <message>
      <source>A button to ask with.</source>
      <translation>Ein Knopf zum Fragen.</translation>
    </message>
    <message>
      <source>A second language, mixed with it</source>
      <translation>Eine zweite Sprache, mit ihr gemischt</translation>
    </message>
    <message>
      <source>A sound at each step</source>
      <translation>Ein Ton bei jedem Schritt</translation>
    </message>
    <message>
      <source>A suggestion shows while you hold Ctrl.</source>
      <translation>Ein Vorschlag zeigt sich, solange Sie Strg halten.</translation>
    </message>
    <message>
      <source>A suggestion stands at the cursor.</source>
      <translation>Ein Vorschlag steht am Cursor.</translation>
    </message>
    <message>
      <source>A suggestion that nobody takes fades after</source>
      <translation>Ein Vorschlag, den niemand nimmt, verblasst nach</translation>
    </message>
    <message>
      <source>A text editor that types ahead of you.</source>
      <translation>Ein Texteditor, der Ihnen vorausschreibt.</translation>
    </message>
    <message>
      <source>About Foretype</source>
      <translation>Über Foretype</translation>
    </message>
    <message>
      <source>Add files</source>
      <translation>Dateien hinzufügen</translation>
    </message>
    <message>
      <source>Add files…</source>
      <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
      <source>Add folder</source>
      <translation>Ordner hinzufügen</translation>
    </message>
    <message>
      <source>Add folder…</source>
      <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
      <source>Add what another computer has learned to what is here</source>
      <translation>Was ein anderer Computer gelernt hat, zum Hiesigen hinzufügen</translation>
    </message>
    <message>
      <source>Add words from a list</source>
      <translation>Wörter aus einer Liste hinzufügen</translation>
    </message>
    <message>
      <source>Add words from a list…</source>
      <translation>Wörter aus einer Liste hinzufügen …</translation>
    </message>
    <message>
      <source>All counts are forgotten.</source>
      <translation>Alle Zählungen sind vergessen.</translation>
    </message>
    <message>
      <source>All files (*)</source>
      <translation>Alle Dateien (*)</translation>
    </message>
    <message>
      <source>All of it was here already.</source>
      <translation>Alles davon war schon hier.</translation>
    </message>
    <message>
      <source>All ta&amp;bs</source>
      <translation>Alle Rei&amp;ter</translation>
    </message>
    <message>
      <source>All words, phrases and documents; blocked words stay blocked.</source>
      <translation>Alle Wörter, Wendungen und Dokumente; gesperrte Wörter bleiben gesperrt.</translation>
    </message>
    <message>
      <source>American</source>
      <translation>Amerikanisch</translation>
    </message>
    <message>
      <source>American and British</source>
      <translation>Amerikanisch und britisch</translation>
    </message>
    <message>
      <source>Among three</source>
      <translation>Unter dreien</translation>
    </message>
    <message>
      <source>An interpreter with the training extra; empty: found by itself.</source>
      <translation>Ein Interpreter mit der Trainings-Erweiterung; leer: wird selbst gefunden.</translation>
    </message>
    <message>
      <source>Another program changed “{}”.</source>
      <translation>Ein anderes Programm hat „{}“ geändert.</translation>
    </message>
    <message>
      <source>Another word here…</source>
      <translation>Hier ein anderes Wort …</translation>
    </message>
    <message>
      <source>Any letter is right, too: the grey words follow what you type, or go.</source>
      <translation>Auch jeder Buchstabe ist richtig: Die grauen Wörter folgen dem, was Sie tippen, oder gehen.</translation>
    </message>
    <message>
      <source>Appearance</source>
      <translation>Aussehen</translation>
    </message>
    <message>
      <source>As it ships</source>
      <translation>Wie ausgeliefert</translation>
    </message>
    <message>
      <source>As it ships, with what you wrote since</source>
      <translation>Wie ausgeliefert, mit dem, was Sie seither schrieben</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>As typed</source>
      <translation>Wie getippt</translation>
    </message>
    <message>
      <source>As you write, Foretype guesses what comes next. Three keys are all there is to know; try them on this letter. Nothing of it is kept.</source>
      <translation>Während Sie schreiben, errät Foretype, was als Nächstes kommt. Mehr als drei Tasten gibt es nicht zu wissen; probieren Sie sie an diesem (englischen) Brief aus. Nichts davon wird aufgehoben.</translation>
    </message>
    <message>
      <source>Ask for a suggestion</source>
      <translation>Um einen Vorschlag bitten</translation>
    </message>
    <message>
      <source>At least {} words are needed.</source>
      <translation>Mindestens {} Wörter werden gebraucht.</translation>
    </message>
    <message>
      <source>At most this many words at once</source>
      <translation>Höchstens so viele Wörter auf einmal</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Backspace right after gives the word back, and it is never mended again.</source>
      <translation>Die Rücktaste gleich danach gibt das Wort zurück, und es wird nie wieder verbessert.</translation>
    </message>
    <message>
      <source>Balanced: show what is worth a look</source>
      <translation>Ausgewogen: zeigen, was einen Blick wert ist</translation>
    </message>
    <message>
      <source>Begins with</source>
      <translation>Beginnt mit</translation>
    </message>
    <message>
      <source>Block it, whoever knows it</source>
      <translation>Sperren, gleich wer es kennt</translation>
    </message>
    <message>
      <source>Blocked</source>
      <translation>Gesperrt</translation>
    </message>
    <message>
      <source>British</source>
      <translation>Britisch</translation>
    </message>
    <message>
      <source>Buttons for signs, too</source>
      <translation>Auch Knöpfe für Zeichen</translation>
    </message>
    <message>
      <source>Calm: only when fairly sure</source>
      <translation>Ruhig: nur, wenn ziemlich sicher</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Cannot open “{}”: {}.</source>
      <translation>„{}“ lässt sich nicht öffnen: {}.</translation>
    </message>
    <message>
      <source>Cannot save “{}”: {}.</source>
      <translation>„{}“ kann nicht gespeichert werden: {}.</translation>
    </message>
    <message>
      <source>Cannot save “{}”: {}. The file on disk is unchanged.</source>
      <translation>„{}“ lässt sich nicht speichern: {}. Die Datei auf dem Datenträger ist unverändert.</translation>
    </message>
    <message>
      <source>Check while typing</source>
      <translation>Beim Tippen prüfen</translation>
    </message>
    <message>
      <source>Choose texts that you wrote: letters, notes, articles, mail. Foretype reads them on this computer, learns from them, and shows you whether that helped. Nothing leaves the machine, and all of it can be taken back.</source>
      <translation>Wählen Sie Texte, die Sie geschrieben haben: Briefe, Notizen, Artikel, E-Mails. Foretype liest sie auf diesem Rechner, lernt daraus und zeigt Ihnen, ob es geholfen hat. Nichts verlässt das Gerät, und alles lässt sich zurücknehmen.</translation>
    </message>
    <message>
      <source>Choose with switches</source>
      <translation>Mit Tastern wählen</translation>
    </message>
    <message>
      <source>Clear this list</source>
      <translation>Liste leeren</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <source>Close tab</source>
      <translation>Reiter schließen</translation>
    </message>
    <message>
      <source>Close, go on in the background</source>
      <translation>Schließen, im Hintergrund weiter</translation>
    </message>
    <message>
      <source>Code: MIT. Weights of the model: CC BY-SA 4.0. Made with Qt, ONNX Runtime, NumPy and the dictionaries of Hunspell.</source>
      <translation>Code: MIT. Gewichte des Modells: CC BY-SA 4.0. Gemacht mit Qt, ONNX Runtime, NumPy und den Wörterbüchern von Hunspell.</translation>
    </message>
    <message>
      <source>Collecting your words</source>
      <translation>Ihre Wörter werden gesammelt</translation>
    </message>
    <message>
      <source>Compared with how it ships, suggestions show</source>
      <translation>Verglichen mit dem Auslieferungszustand zeigen sich Vorschläge</translation>
    </message>
    <message>
      <source>Compare…</source>
      <translation>Vergleichen …</translation>
    </message>
    <message>
      <source>Continue lists on Enter</source>
      <translation>Listen mit der Eingabetaste fortsetzen</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Correct the last hint</source>
      <translation>Letzten Hinweis berichtigen</translation>
    </message>
    <message>
      <source>Correct the word…</source>
      <translation>Wort berichtigen …</translation>
    </message>
    <message>
      <source>Count the words</source>
      <translation>Wörter zählen</translation>
    </message>
    <message>
      <source>Counted: {words}, {documents}. They already help what you write.</source>
      <translation>Gezählt: {words}, {documents}. Sie helfen schon bei dem, was Sie schreiben.</translation>
    </message>
    <message>
      <source>Counts forget at once and exactly. The model of a trained profile forgets a document when it is trained again without it.</source>
      <translation>Zählungen vergessen sofort und genau. Das Modell eines trainierten Profils vergisst ein Dokument, wenn es ohne dieses neu trainiert wird.</translation>
    </message>
    <message>
      <source>Cut</source>
      <translation>Ausschneiden</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Debian has it in the package {}.</source>
      <translation>Debian hat es im Paket {}.</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <source>Delete the profile “{}”?</source>
      <translation>Das Profil „{}“ löschen?</translation>
    </message>
    <message>
      <source>Delete “{}”…</source>
      <translation>„{}“ löschen …</translation>
    </message>
    <message>
      <source>Deutsch</source>
      <translation>Deutsch</translation>
    </message>
    <message>
      <source>Differences</source>
      <translation>Unterschiede</translation>
    </message>
    <message>
      <source>Discard</source>
      <translation>Verwerfen</translation>
    </message>
    <message>
      <source>Discard what was learned?</source>
      <translation>Verwerfen, was gelernt wurde?</translation>
    </message>
    <message>
      <source>Dismiss until the next word</source>
      <translation>Bis zum nächsten Wort verwerfen</translation>
    </message>
    <message>
      <source>Document</source>
      <translation>Dokument</translation>
    </message>
    <message>
      <source>Documents</source>
      <translation>Dokumente</translation>
    </message>
    <message>
      <source>Documents ({});;All files (*)</source>
      <translation>Dokumente ({});;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Documents and folders</source>
      <translation>Dokumente und Ordner</translation>
    </message>
    <message>
      <source>Each step with one switch</source>
      <translation>Jeder Schritt mit einem Taster</translation>
    </message>
    <message>
      <source>Eager: show most guesses</source>
      <translation>Eifrig: das meiste zeigen</translation>
    </message>
    <message>
      <source>Empty: a serif face that reads well here.</source>
      <translation>Leer: eine Serifenschrift, die sich hier gut liest.</translation>
    </message>
    <message>
      <source>English</source>
      <translation>English</translation>
    </message>
    <message>
      <source>English, as shipped</source>
      <translation>Englisch, wie ausgeliefert</translation>
    </message>
    <message>
      <source>Every action can have another key: see the preferences.</source>
      <translation>Jede Aktion kann eine andere Taste bekommen: siehe Einstellungen.</translation>
    </message>
    <message>
      <source>Everything</source>
      <translation>Alles</translation>
    </message>
    <message>
      <source>Everything learned ({})</source>
      <translation>Alles Gelernte ({})</translation>
    </message>
    <message>
      <source>Everything that it suggests comes from one small language model on this computer. It learns from what you write only while you let it, and nothing of it ever leaves the machine.</source>
      <translation>Alles, was er vorschlägt, kommt aus einem kleinen Sprachmodell auf diesem Rechner. Er lernt aus dem, was Sie schreiben, nur solange Sie ihn lassen, und nichts davon verlässt je das Gerät.</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>Ausgeben</translation>
    </message>
    <message>
      <source>Export as PDF</source>
      <translation>Als PDF exportieren</translation>
    </message>
    <message>
      <source>Export as PDF…</source>
      <translation>Als PDF exportieren …</translation>
    </message>
    <message>
      <source>Export as web page or document…</source>
      <translation>Als Webseite oder Dokument ausgeben …</translation>
    </message>
    <message>
      <source>Exported as “{}”.</source>
      <translation>Als „{}“ exportiert.</translation>
    </message>
    <message>
      <source>Exported to {}.</source>
      <translation>Nach {} exportiert.</translation>
    </message>
    <message>
      <source>Export…</source>
      <translation>Exportieren …</translation>
    </message>
    <message>
      <source>Files</source>
      <translation>Dateien</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Find and replace…</source>
      <translation>Suchen und ersetzen …</translation>
    </message>
    <message>
      <source>Find next</source>
      <translation>Weitersuchen</translation>
    </message>
    <message>
      <source>Find previous</source>
      <translation>Rückwärts suchen</translation>
    </message>
    <message>
      <source>Finding</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Find…</source>
      <translation>Suchen …</translation>
    </message>
    <message>
      <source>Focus: fade what is not being written</source>
      <translation>Fokus: abblenden, was gerade nicht geschrieben wird</translation>
    </message>
    <message>
      <source>Focus: what stays as it is</source>
      <translation>Fokus: was bleibt, wie es ist</translation>
    </message>
    <message>
      <source>Font</source>
      <translation>Schrift</translation>
    </message>
    <message>
      <source>Foretype has finished learning.</source>
      <translation>Foretype hat fertig gelernt.</translation>
    </message>
    <message>
      <source>Forget</source>
      <translation>Vergessen</translation>
    </message>
    <message>
      <source>Forget everything</source>
      <translation>Alles vergessen</translation>
    </message>
    <message>
      <source>Forget everything?</source>
      <translation>Alles vergessen?</translation>
    </message>
    <message>
      <source>Forget everything…</source>
      <translation>Alles vergessen …</translation>
    </message>
    <message>
      <source>Forget these counts?</source>
      <translation>Diese Zahlen vergessen?</translation>
    </message>
    <message>
      <source>Forget these counts…</source>
      <translation>Diese Zahlen vergessen …</translation>
    </message>
    <message>
      <source>Forget this</source>
      <translation>Das vergessen</translation>
    </message>
    <message>
      <source>Forget what these documents taught?</source>
      <translation>Vergessen, was aus diesen Dokumenten gelernt wurde?</translation>
    </message>
    <message numerus="yes">
      <source>Forgotten in {n} places: {}.</source>
      <translation>
        <numerusform>An {n} Stelle vergessen: {}.</numerusform>
        <numerusform>An {n} Stellen vergessen: {}.</numerusform>
      </translation>
    </message>
    <message>
      <source>Forgotten: {}.</source>
      <translation>Vergessen: {}.</translation>
    </message>
    <message>
      <source>From the next start on.</source>
      <translation>Ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>From what you take and type past; What it has learned says it in words.</source>
      <translation>Aus dem, was Sie übernehmen und übergehen; „Was es gelernt hat“ sagt es in Worten.</translation>
    </message>
    <message numerus="yes">
      <source>From {n} suggestions taken or typed past.</source>
      <translation>
        <numerusform>Aus {n} Vorschlag, übernommen oder übergangen.</numerusform>
        <numerusform>Aus {n} Vorschlägen, übernommen oder übergangen.</numerusform>
      </translation>
    </message>
    <message>
      <source>Full screen: only the text</source>
      <translation>Vollbild: nur der Text</translation>
    </message>
    <message>
      <source>Ghosts taken, by hour of the day</source>
      <translation>Übernommen, nach Tageszeit</translation>
    </message>
    <message>
      <source>Ghosts taken, by kind of text</source>
      <translation>Übernommen, nach Art des Textes</translation>
    </message>
    <message>
      <source>Ghosts taken, by letters typed before</source>
      <translation>Übernommen, nach getippten Buchstaben</translation>
    </message>
    <message>
      <source>Give this training up?</source>
      <translation>Dieses Training aufgeben?</translation>
    </message>
    <message>
      <source>Give up</source>
      <translation>Aufgeben</translation>
    </message>
    <message>
      <source>Glossary…</source>
      <translation>Glossar …</translation>
    </message>
    <message>
      <source>Go back to {}</source>
      <translation>Zurück zu: {}</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Go to heading</source>
      <translation>Gehe zu Überschrift</translation>
    </message>
    <message>
      <source>Go to heading…</source>
      <translation>Gehe zu Überschrift …</translation>
    </message>
    <message>
      <source>Go to line</source>
      <translation>Gehe zu Zeile</translation>
    </message>
    <message>
      <source>Go to line…</source>
      <translation>Gehe zu Zeile …</translation>
    </message>
    <message>
      <source>Goal for a text</source>
      <translation>Ziel für einen Text</translation>
    </message>
    <message>
      <source>Grey words run ahead of you</source>
      <translation>Graue Wörter eilen Ihnen voraus</translation>
    </message>
    <message>
      <source>Headings</source>
      <translation>Überschriften</translation>
    </message>
    <message>
      <source>Height of the buttons</source>
      <translation>Höhe der Knöpfe</translation>
    </message>
    <message>
      <source>Help and the rest</source>
      <translation>Hilfe und das Übrige</translation>
    </message>
    <message>
      <source>High contrast</source>
      <translation>Hoher Kontrast</translation>
    </message>
    <message>
      <source>How often</source>
      <translation>Wie oft</translation>
    </message>
    <message>
      <source>Import</source>
      <translation>Importieren</translation>
    </message>
    <message>
      <source>Import…</source>
      <translation>Importieren …</translation>
    </message>
    <message>
      <source>In all</source>
      <translation>Insgesamt</translation>
    </message>
    <message>
      <source>Incomplete expression</source>
      <translation>Unvollständiger Ausdruck</translation>
    </message>
    <message>
      <source>Inside a word or a selection there is nothing to add.</source>
      <translation>In einem Wort oder einer Auswahl gibt es nichts anzufügen.</translation>
    </message>
    <message>
      <source>It goes on where it is whenever you like.</source>
      <translation>Es geht dort weiter, wo es ist, wann immer Sie wollen.</translation>
    </message>
    <message>
      <source>It learned from {} words and was tested on {} others of yours, and did no better than before. Keeping this keeps your word counts over the base; more text would help.</source>
      <translation>Es hat aus {} Wörtern gelernt, wurde an {} anderen von Ihnen geprüft und war nicht besser als zuvor. Wenn Sie es behalten, bleiben Ihre Wortzählungen über dem Grundmodell; mehr Text würde helfen.</translation>
    </message>
    <message numerus="yes">
      <source>It learned {n} new words.</source>
      <translation>
        <numerusform>Es hat {n} neues Wort gelernt.</numerusform>
        <numerusform>Es hat {n} neue Wörter gelernt.</numerusform>
      </translation>
    </message>
    <message>
      <source>It never touches your file.</source>
      <translation>Ihre Datei bleibt dabei unberührt.</translation>
    </message>
    <message>
      <source>It stepped back: the last ones were not wanted. Asking brings it back.</source>
      <translation>Sie halten sich zurück: die letzten waren nicht erwünscht. Danach fragen holt sie wieder.</translation>
    </message>
    <message>
      <source>It was learned in another language: {} instead of {}.</source>
      <translation>Es wurde in einer anderen Sprache gelernt: {} statt {}.</translation>
    </message>
    <message>
      <source>It works hard for a while and uses power. It can be paused at any time.</source>
      <translation>Er arbeitet eine Weile angestrengt und verbraucht Strom. Anhalten lässt es sich jederzeit.</translation>
    </message>
    <message>
      <source>Its model and its counts are removed. Your documents are not touched.</source>
      <translation>Sein Modell und seine Zählungen werden entfernt. Ihre Dokumente bleiben unberührt.</translation>
    </message>
    <message>
      <source>Keep a safety copy of unsaved text every</source>
      <translation>Sicherungskopie nicht gespeicherten Textes alle</translation>
    </message>
    <message>
      <source>Keep and use it</source>
      <translation>Behalten und benutzen</translation>
    </message>
    <message>
      <source>Keep the counts</source>
      <translation>Zählungen behalten</translation>
    </message>
    <message>
      <source>Kept</source>
      <translation>Aufgehoben</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>Tasten</translation>
    </message>
    <message>
      <source>Keys, too, are then as they were when Foretype was new.</source>
      <translation>Auch die Tasten sind dann wieder, wie sie waren, als Foretype neu war.</translation>
    </message>
    <message>
      <source>Keystrokes saved by day</source>
      <translation>Gesparte Anschläge nach Tag</translation>
    </message>
    <message>
      <source>Keystrokes taken over</source>
      <translation>Abgenommene Anschläge</translation>
    </message>
    <message>
      <source>Keys…</source>
      <translation>Tasten …</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Language of suggestions</source>
      <translation>Sprache der Vorschläge</translation>
    </message>
    <message>
      <source>Language of what is shown</source>
      <translation>Sprache des Gezeigten</translation>
    </message>
    <message>
      <source>Languages of this document</source>
      <translation>Sprachen dieses Dokuments</translation>
    </message>
    <message>
      <source>Larger</source>
      <translation>Größer</translation>
    </message>
    <message>
      <source>Learn</source>
      <translation>Lernen</translation>
    </message>
    <message>
      <source>Learn from my documents</source>
      <translation>Aus meinen Dokumenten lernen</translation>
    </message>
    <message>
      <source>Learn from my documents…</source>
      <translation>Aus meinen Dokumenten lernen …</translation>
    </message>
    <message>
      <source>Learn from what I write</source>
      <translation>Aus dem lernen, was ich schreibe</translation>
    </message>
    <message>
      <source>Learn now</source>
      <translation>Jetzt lernen</translation>
    </message>
    <message>
      <source>Learn when suggestions are wanted</source>
      <translation>Lernen, wann Vorschläge erwünscht sind</translation>
    </message>
    <message>
      <source>Learned from {} of your words, tested on {} others that it had not seen, with your word counts in use before and after.</source>
      <translation>Aus {} Ihrer Wörter gelernt und an {} anderen geprüft, die es nicht gesehen hatte; Ihre gezählten Wörter halfen vorher wie nachher.</translation>
    </message>
    <message>
      <source>Learning</source>
      <translation>Lernen</translation>
    </message>
    <message>
      <source>Learning how you write</source>
      <translation>Es wird gelernt, wie Sie schreiben</translation>
    </message>
    <message>
      <source>Learning is paused</source>
      <translation>Das Lernen ruht</translation>
    </message>
    <message>
      <source>Learning made no difference that can be measured.</source>
      <translation>Das Lernen hat keinen messbaren Unterschied gemacht.</translation>
    </message>
    <message>
      <source>Learning takes {} more of a hundred keystrokes off you ({} to {}).</source>
      <translation>Das Lernen nimmt Ihnen von hundert Anschlägen {} weitere ab ({} bis {}).</translation>
    </message>
    <message>
      <source>Learning the same without what Foretype knew, to compare</source>
      <translation>Zum Vergleich wird dasselbe ohne Vorwissen gelernt</translation>
    </message>
    <message>
      <source>Learning: {}</source>
      <translation>Lernt: {}</translation>
    </message>
    <message>
      <source>Left as it is typed</source>
      <translation>Bleibt wie getippt</translation>
    </message>
    <message>
      <source>Left out by a guess</source>
      <translation>Auf Verdacht weggelassen</translation>
    </message>
    <message>
      <source>Left out of {} by a guess. Tick what is your writing all the same.</source>
      <translation>Aus {} auf Verdacht weggelassen. Haken Sie an, was trotzdem von Ihnen ist.</translation>
    </message>
    <message>
      <source>Licence</source>
      <translation>Lizenz</translation>
    </message>
    <message>
      <source>Licences</source>
      <translation>Lizenzen</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Line (1 to {}):</source>
      <translation>Zeile (1 bis {}):</translation>
    </message>
    <message>
      <source>Line width</source>
      <translation>Zeilenlänge</translation>
    </message>
    <message>
      <source>Load the new text</source>
      <translation>Neuen Text laden</translation>
    </message>
    <message>
      <source>Load “{}” from the disk and give up your own changes?</source>
      <translation>„{}“ vom Datenträger laden und die eigenen Änderungen aufgeben?</translation>
    </message>
    <message>
      <source>Look again</source>
      <translation>Noch einmal nachsehen</translation>
    </message>
    <message>
      <source>Look at them</source>
      <translation>Durchsehen</translation>
    </message>
    <message>
      <source>Looking at your documents…</source>
      <translation>Ihre Dokumente werden durchgesehen …</translation>
    </message>
    <message>
      <source>Look…</source>
      <translation>Ansehen …</translation>
    </message>
    <message>
      <source>Manners</source>
      <translation>Umgang</translation>
    </message>
    <message>
      <source>Mark words that look wrong</source>
      <translation>Wörter markieren, die falsch aussehen</translation>
    </message>
    <message>
      <source>Match &amp;case</source>
      <translation>&amp;Groß/klein beachten</translation>
    </message>
    <message>
      <source>May be mended again: {}.</source>
      <translation>Wird wieder verbessert: {}.</translation>
    </message>
    <message>
      <source>May be offered again: {}.</source>
      <translation>Darf wieder vorgeschlagen werden: {}.</translation>
    </message>
    <message>
      <source>Mend again</source>
      <translation>Wieder verbessern</translation>
    </message>
    <message>
      <source>Mend slips that are beyond doubt while typing</source>
      <translation>Zweifelsfreie Tippfehler beim Schreiben verbessern</translation>
    </message>
    <message>
      <source>Model card</source>
      <translation>Modellkarte</translation>
    </message>
    <message>
      <source>My writing</source>
      <translation>Meine Texte</translation>
    </message>
    <message>
      <source>Name of the profile</source>
      <translation>Name des Profils</translation>
    </message>
    <message>
      <source>Never offer</source>
      <translation>Nie vorschlagen</translation>
    </message>
    <message>
      <source>Never offered</source>
      <translation>Nie vorgeschlagen</translation>
    </message>
    <message>
      <source>Never offered again: {}.</source>
      <translation>Wird nie mehr vorgeschlagen: {}.</translation>
    </message>
    <message>
      <source>New</source>
      <translation>Neu</translation>
    </message>
    <message>
      <source>Next alternative</source>
      <translation>Nächste Möglichkeit</translation>
    </message>
    <message>
      <source>Next alternative: a second key</source>
      <translation>Nächste Möglichkeit: eine zweite Taste</translation>
    </message>
    <message>
      <source>Next part of the window</source>
      <translation>Nächster Teil des Fensters</translation>
    </message>
    <message>
      <source>Next spell hint</source>
      <translation>Nächster Rechtschreibhinweis</translation>
    </message>
    <message>
      <source>Next tab</source>
      <translation>Nächster Reiter</translation>
    </message>
    <message>
      <source>Next word right</source>
      <translation>Nächstes Wort richtig</translation>
    </message>
    <message>
      <source>No difference.</source>
      <translation>Kein Unterschied.</translation>
    </message>
    <message>
      <source>No headings yet: a line that begins with # is one.</source>
      <translation>Noch keine Überschriften: Eine Zeile, die mit # beginnt, ist eine.</translation>
    </message>
    <message>
      <source>No key is called that.</source>
      <translation>Keine Taste heißt so.</translation>
    </message>
    <message>
      <source>No key: {}</source>
      <translation>Keine Taste: {}</translation>
    </message>
    <message>
      <source>No marked word in sight before the cursor</source>
      <translation>Vor der Schreibmarke ist kein markiertes Wort zu sehen</translation>
    </message>
    <message>
      <source>No other word is known for “{}”.</source>
      <translation>Für „{}“ ist kein anderes Wort bekannt.</translation>
    </message>
    <message>
      <source>No safety copy could be kept: {}.</source>
      <translation>Es konnte keine Sicherungskopie angelegt werden: {}.</translation>
    </message>
    <message>
      <source>No setting has these words.</source>
      <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
      <source>No suggestions</source>
      <translation>Keine Vorschläge</translation>
    </message>
    <message>
      <source>No suggestions: {}</source>
      <translation>Keine Vorschläge: {}</translation>
    </message>
    <message>
      <source>No switches</source>
      <translation>Keine Taster</translation>
    </message>
    <message>
      <source>None</source>
      <translation>Keine</translation>
    </message>
    <message>
      <source>Not found</source>
      <translation>Nicht gefunden</translation>
    </message>
    <message>
      <source>Not sure enough to be worth a look. Asking shows the best guess.</source>
      <translation>Nicht sicher genug für einen Blick. Danach fragen zeigt das Wahrscheinlichste.</translation>
    </message>
    <message>
      <source>Nothing chosen yet. Drop files or folders here.</source>
      <translation>Noch nichts gewählt. Ziehen Sie Dateien oder Ordner hierher.</translation>
    </message>
    <message>
      <source>Nothing counted yet</source>
      <translation>Noch nichts gezählt</translation>
    </message>
    <message>
      <source>Nothing is known yet: suggestions show as they do when new.</source>
      <translation>Noch ist nichts bekannt: Vorschläge zeigen sich wie am ersten Tag.</translation>
    </message>
    <message>
      <source>Nothing is learned from this private document.</source>
      <translation>Aus diesem privaten Dokument wird nichts gelernt.</translation>
    </message>
    <message>
      <source>Nothing was saved.</source>
      <translation>Es wurde nichts gespeichert.</translation>
    </message>
    <message>
      <source>Nothing yet</source>
      <translation>Noch nichts</translation>
    </message>
    <message>
      <source>Nothing yet. It learns from what you save, and from documents.</source>
      <translation>Noch nichts. Gelernt wird aus dem, was Sie speichern, und aus Dokumenten.</translation>
    </message>
    <message>
      <source>Nothing yet: write a little, and look again.</source>
      <translation>Noch nichts: Schreiben Sie ein wenig und sehen Sie wieder nach.</translation>
    </message>
    <message>
      <source>Of menus and messages, from the next start on.</source>
      <translation>Der Menüs und Meldungen, ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>Of suggestions and spelling. Others are made with “python -m training language”.</source>
      <translation>Von Vorschlägen und Rechtschreibung. Weitere macht „python -m training language“.</translation>
    </message>
    <message>
      <source>Of what was learned in {}; other languages keep theirs.</source>
      <translation>Von dem, was in der Sprache {} gelernt wurde; andere Sprachen behalten das Ihre.</translation>
    </message>
    <message>
      <source>Of {} ghosts shown you took {}.</source>
      <translation>Von {} gezeigten Vorschlägen haben Sie {} übernommen.</translation>
    </message>
    <message>
      <source>Offer again</source>
      <translation>Wieder vorschlagen</translation>
    </message>
    <message>
      <source>One moment…</source>
      <translation>Einen Augenblick …</translation>
    </message>
    <message>
      <source>One switch: it goes on by itself</source>
      <translation>Ein Taster: es geht von selbst weiter</translation>
    </message>
    <message>
      <source>Only counts are kept, on this computer; never a word.</source>
      <translation>Nur Zahlen werden aufgehoben, auf diesem Rechner; nie ein Wort.</translation>
    </message>
    <message>
      <source>Only where a screen reader runs.</source>
      <translation>Nur, wo ein Screenreader läuft.</translation>
    </message>
    <message>
      <source>Only while I hold Ctrl</source>
      <translation>Nur solange ich Strg halte</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Open files in the window that is open</source>
      <translation>Dateien im offenen Fenster öffnen</translation>
    </message>
    <message>
      <source>Open recent</source>
      <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
      <source>Open the last documents at start</source>
      <translation>Beim Start die letzten Dokumente öffnen</translation>
    </message>
    <message>
      <source>OpenDocument text (*.odt)</source>
      <translation>OpenDocument-Text (*.odt)</translation>
    </message>
    <message>
      <source>Opening “{}”…</source>
      <translation>„{}“ wird geöffnet …</translation>
    </message>
    <message>
      <source>Open…</source>
      <translation>Öffnen …</translation>
    </message>
    <message>
      <source>Other words for “{}”</source>
      <translation>Andere Wörter für „{}“</translation>
    </message>
    <message>
      <source>Outline</source>
      <translation>Gliederung</translation>
    </message>
    <message>
      <source>Outline beside the text</source>
      <translation>Gliederung neben dem Text</translation>
    </message>
    <message>
      <source>Parts of the program</source>
      <translation>Teile des Programms</translation>
    </message>
    <message>
      <source>Passwords, card numbers, addresses and the like ({}) are not learned.</source>
      <translation>Passwörter, Kartennummern, Adressen und Ähnliches ({}) werden nicht gelernt.</translation>
    </message>
    <message>
      <source>Paste</source>
      <translation>Einfügen</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>Paused, because the computer runs on its battery now. It goes on when you say so.</source>
      <translation>Angehalten, weil der Rechner jetzt am Akku läuft. Es geht weiter, wenn Sie es sagen.</translation>
    </message>
    <message>
      <source>Pe&amp;rsonalise</source>
      <translation>A&amp;npassen</translation>
    </message>
    <message>
      <source>Phrase</source>
      <translation>Wendung</translation>
    </message>
    <message>
      <source>Phrases</source>
      <translation>Wendungen</translation>
    </message>
    <message>
      <source>Plain mode: a large document, shown without styling.</source>
      <translation>Einfache Ansicht: ein großes Dokument, ohne Auszeichnung gezeigt.</translation>
    </message>
    <message>
      <source>Plain mode: very long lines are shown in pieces. They are saved as they were.</source>
      <translation>Einfache Ansicht: Sehr lange Zeilen werden in Stücken gezeigt. Gespeichert werden sie, wie sie waren.</translation>
    </message>
    <message>
      <source>Practice text</source>
      <translation>Übungstext</translation>
    </message>
    <message>
      <source>Preferences</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Preferences…</source>
      <translation>Einstellungen …</translation>
    </message>
    <message>
      <source>Press by staying on a button</source>
      <translation>Drücken durch Verweilen auf einem Knopf</translation>
    </message>
    <message>
      <source>Press {} to say: not now.</source>
      <translation>{} sagt: jetzt nicht. Probieren Sie es.</translation>
    </message>
    <message>
      <source>Press {} to take only the next word of them.</source>
      <translation>{} übernimmt nur das nächste Wort davon: Probieren Sie es.</translation>
    </message>
    <message>
      <source>Press {} to take the grey words.</source>
      <translation>{} übernimmt die grauen Wörter: Probieren Sie es.</translation>
    </message>
    <message>
      <source>Previ&amp;ous</source>
      <translation>V&amp;orige</translation>
    </message>
    <message>
      <source>Preview</source>
      <translation>Vorschau</translation>
    </message>
    <message>
      <source>Preview beside the text</source>
      <translation>Vorschau neben dem Text</translation>
    </message>
    <message>
      <source>Previous alternative</source>
      <translation>Vorige Möglichkeit</translation>
    </message>
    <message>
      <source>Previous alternative: a second key</source>
      <translation>Vorige Möglichkeit: eine zweite Taste</translation>
    </message>
    <message>
      <source>Previous spell hint</source>
      <translation>Voriger Rechtschreibhinweis</translation>
    </message>
    <message>
      <source>Previous tab</source>
      <translation>Voriger Reiter</translation>
    </message>
    <message>
      <source>Print…</source>
      <translation>Drucken …</translation>
    </message>
    <message>
      <source>Private document: learn nothing here</source>
      <translation>Privates Dokument: hier nichts lernen</translation>
    </message>
    <message>
      <source>Profiles</source>
      <translation>Profile</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Put all back…</source>
      <translation>Alles zurücksetzen …</translation>
    </message>
    <message>
      <source>Put all preferences back?</source>
      <translation>Alle Einstellungen zurücksetzen?</translation>
    </message>
    <message>
      <source>Put back</source>
      <translation>Zurücksetzen</translation>
    </message>
    <message>
      <source>Put everything into one file, for another computer</source>
      <translation>Alles in eine Datei schreiben, für einen anderen Computer</translation>
    </message>
    <message>
      <source>Python that can train</source>
      <translation>Python, das trainieren kann</translation>
    </message>
    <message>
      <source>Quiet until the next word, after Esc.</source>
      <translation>Still bis zum nächsten Wort, nach Esc.</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>Reading your documents</source>
      <translation>Ihre Dokumente werden gelesen</translation>
    </message>
    <message>
      <source>Recover</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Recover all</source>
      <translation>Alle wiederherstellen</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <source>Regular e&amp;xpression</source>
      <translation>Regulärer A&amp;usdruck</translation>
    </message>
    <message>
      <source>Remarks</source>
      <translation>Bemerkungen</translation>
    </message>
    <message>
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <source>Rep&amp;lace</source>
      <translation>&amp;Ersetzen</translation>
    </message>
    <message>
      <source>Replace &amp;all</source>
      <translation>A&amp;lle ersetzen</translation>
    </message>
    <message>
      <source>Replace with</source>
      <translation>Ersetzen durch</translation>
    </message>
    <message>
      <source>S&amp;kip</source>
      <translation>Über&amp;springen</translation>
    </message>
    <message>
      <source>S&amp;pelling</source>
      <translation>&amp;Rechtschreibung</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <source>Save again</source>
      <translation>Noch einmal speichern</translation>
    </message>
    <message>
      <source>Save as</source>
      <translation>Speichern unter</translation>
    </message>
    <message>
      <source>Save as UTF-8?</source>
      <translation>Als UTF-8 speichern?</translation>
    </message>
    <message>
      <source>Save as…</source>
      <translation>Speichern unter …</translation>
    </message>
    <message>
      <source>Save “{}” before closing?</source>
      <translation>„{}“ vor dem Schließen speichern?</translation>
    </message>
    <message>
      <source>Saved</source>
      <translation>Gespeichert</translation>
    </message>
    <message>
      <source>Saved without a change it stays as it is, byte for byte.</source>
      <translation>Ohne Änderung gespeichert bleibt sie Byte für Byte, wie sie ist.</translation>
    </message>
    <message>
      <source>Saving replaces those changes with yours.</source>
      <translation>Beim Speichern werden jene Änderungen durch Ihre ersetzt.</translation>
    </message>
    <message>
      <source>Search</source>
      <translation>Suchen</translation>
    </message>
    <message>
      <source>Searching…</source>
      <translation>Suche läuft …</translation>
    </message>
    <message>
      <source>Select all</source>
      <translation>Alles auswählen</translation>
    </message>
    <message>
      <source>Sentences of yours</source>
      <translation>Sätze von Ihnen</translation>
    </message>
    <message>
      <source>Sentences of yours that it had not seen; the marked letters it would have written.</source>
      <translation>Sätze von Ihnen, die es nicht gesehen hatte; die markierten Buchstaben hätte es geschrieben.</translation>
    </message>
    <message>
      <source>Settings could not be kept: {}.</source>
      <translation>Einstellungen konnten nicht gespeichert werden: {}.</translation>
    </message>
    <message>
      <source>Show suggestions</source>
      <translation>Vorschläge zeigen</translation>
    </message>
    <message>
      <source>Show suggestions while typing</source>
      <translation>Beim Tippen Vorschläge zeigen</translation>
    </message>
    <message>
      <source>Show the training</source>
      <translation>Das Training zeigen</translation>
    </message>
    <message>
      <source>Silent here: a heading, code or an address.</source>
      <translation>Hier still: eine Überschrift, Code oder eine Adresse.</translation>
    </message>
    <message>
      <source>Smaller</source>
      <translation>Kleiner</translation>
    </message>
    <message>
      <source>So many words</source>
      <translation>So viele Wörter</translation>
    </message>
    <message>
      <source>Something went wrong inside ({}). The text is still here; foretype.log has more.</source>
      <translation>Im Programm ging etwas schief ({}). Der Text ist noch da; mehr steht in foretype.log.</translation>
    </message>
    <message>
      <source>Speak what is taken</source>
      <translation>Vorlesen, was übernommen wird</translation>
    </message>
    <message>
      <source>Spelling</source>
      <translation>Rechtschreibung</translation>
    </message>
    <message>
      <source>Spelling in {} needs the Python package chunspell.</source>
      <translation>Rechtschreibung in {} braucht das Python-Paket chunspell.</translation>
    </message>
    <message>
      <source>Start &amp;writing</source>
      <translation>&amp;Losschreiben</translation>
    </message>
    <message>
      <source>Starting</source>
      <translation>Es geht los</translation>
    </message>
    <message>
      <source>Status bar: encoding and line ends where they are unusual</source>
      <translation>Statuszeile: Kodierung und Zeilenenden, wo sie unüblich sind</translation>
    </message>
    <message>
      <source>Status bar: keystrokes saved</source>
      <translation>Statuszeile: gesparte Anschläge</translation>
    </message>
    <message>
      <source>Status bar: line and column</source>
      <translation>Statuszeile: Zeile und Spalte</translation>
    </message>
    <message>
      <source>Status bar: reading time</source>
      <translation>Statusleiste: Lesezeit</translation>
    </message>
    <message>
      <source>Status bar: spell hints</source>
      <translation>Statuszeile: Rechtschreibhinweise</translation>
    </message>
    <message>
      <source>Status bar: why no suggestion shows</source>
      <translation>Statusleiste: warum sich kein Vorschlag zeigt</translation>
    </message>
    <message>
      <source>Status bar: words</source>
      <translation>Statuszeile: Wörter</translation>
    </message>
    <message>
      <source>Stays on this computer, can be seen and forgotten at any time.</source>
      <translation>Bleibt auf diesem Rechner und lässt sich jederzeit ansehen und vergessen.</translation>
    </message>
    <message>
      <source>Step back for a while after several unwanted suggestions</source>
      <translation>Nach mehreren unerwünschten Vorschlägen eine Weile zurückhalten</translation>
    </message>
    <message>
      <source>Style Markdown quietly</source>
      <translation>Markdown dezent auszeichnen</translation>
    </message>
    <message>
      <source>Suggestions</source>
      <translation>Vorschläge</translation>
    </message>
    <message>
      <source>Suggestions are ready.</source>
      <translation>Vorschläge sind bereit.</translation>
    </message>
    <message>
      <source>Suggestions are switched off.</source>
      <translation>Die Vorschläge sind ausgeschaltet.</translation>
    </message>
    <message>
      <source>Suggestions have stepped back</source>
      <translation>Die Vorschläge halten sich zurück</translation>
    </message>
    <message>
      <source>Suggestions in code</source>
      <translation>Vorschläge in Code</translation>
    </message>
    <message>
      <source>Suggestions in headings</source>
      <translation>Vorschläge in Überschriften</translation>
    </message>
    <message>
      <source>Suggestions in web and mail addresses</source>
      <translation>Vorschläge in Web- und Mailadressen</translation>
    </message>
    <message>
      <source>Switch: choose</source>
      <translation>Taster: wählen</translation>
    </message>
    <message>
      <source>Switch: go on</source>
      <translation>Taster: weiter</translation>
    </message>
    <message>
      <source>Take back</source>
      <translation>Zurücknehmen</translation>
    </message>
    <message>
      <source>Take it off the list</source>
      <translation>Von der Liste nehmen</translation>
    </message>
    <message>
      <source>Take it out of everything that was counted</source>
      <translation>Aus allem nehmen, was gezählt wurde</translation>
    </message>
    <message>
      <source>Take one word of it</source>
      <translation>Ein Wort davon übernehmen</translation>
    </message>
    <message>
      <source>Take the whole suggestion</source>
      <translation>Ganzen Vorschlag übernehmen</translation>
    </message>
    <message>
      <source>Take word 1 of the strip</source>
      <translation>Wort 1 der Leiste übernehmen</translation>
    </message>
    <message>
      <source>Take word 2 of the strip</source>
      <translation>Wort 2 der Leiste übernehmen</translation>
    </message>
    <message>
      <source>Take word 3 of the strip</source>
      <translation>Wort 3 der Leiste übernehmen</translation>
    </message>
    <message>
      <source>Take word 4 of the strip</source>
      <translation>Wort 4 der Leiste übernehmen</translation>
    </message>
    <message>
      <source>Take word 5 of the strip</source>
      <translation>Wort 5 der Leiste übernehmen</translation>
    </message>
    <message>
      <source>Taken in: {documents}, {words}, {entries}.</source>
      <translation>Aufgenommen: {documents}, {words}, {entries}.</translation>
    </message>
    <message>
      <source>Teach Foretype how you write</source>
      <translation>Zeigen Sie Foretype, wie Sie schreiben</translation>
    </message>
    <message>
      <source>Tell screen readers about suggestions</source>
      <translation>Screenreadern Vorschläge mitteilen</translation>
    </message>
    <message>
      <source>Text</source>
      <translation>Text</translation>
    </message>
    <message>
      <source>Text (*.txt *.md *.markdown *.text);;All files (*)</source>
      <translation>Text (*.txt *.md *.markdown *.text);;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Text (*.txt *.md *.markdown);;All files (*)</source>
      <translation>Text (*.txt *.md *.markdown);;Alle Dateien (*)</translation>
    </message>
    <message>
      <source>Text size</source>
      <translation>Schriftgröße</translation>
    </message>
    <message>
      <source>Text to read (*.txt *.tsv)</source>
      <translation>Text zum Lesen (*.txt *.tsv)</translation>
    </message>
    <message>
      <source>Texts that were kept</source>
      <translation>Aufgehobene Texte</translation>
    </message>
    <message>
      <source>That could not be done; the log says why.</source>
      <translation>Das ging nicht; das Protokoll sagt, warum.</translation>
    </message>
    <message>
      <source>That is all. Everything else is writing.</source>
      <translation>Das ist alles. Der Rest ist Schreiben.</translation>
    </message>
    <message>
      <source>That is little text: a few tens of thousands of words help much more.</source>
      <translation>Das ist wenig Text: Einige Zehntausend Wörter helfen viel mehr.</translation>
    </message>
    <message>
      <source>The computer runs on its battery. Learn now?</source>
      <translation>Der Rechner läuft am Akku. Jetzt lernen?</translation>
    </message>
    <message>
      <source>The counts have forgotten {}. The model of “{}” was trained on it and forgets it only when it is trained again without it.</source>
      <translation>Die Zählungen haben {} vergessen. Das Modell von „{}“ wurde damit trainiert und vergisst es erst, wenn es ohne dieses neu trainiert wird.</translation>
    </message>
    <message>
      <source>The curve starts here soon.</source>
      <translation>Hier beginnt bald die Kurve.</translation>
    </message>
    <message>
      <source>The disk does not answer; “{}” is not saved yet.</source>
      <translation>Der Datenträger antwortet nicht; „{}“ ist noch nicht gespeichert.</translation>
    </message>
    <message>
      <source>The documents could not be read.</source>
      <translation>Die Dokumente konnten nicht gelesen werden.</translation>
    </message>
    <message>
      <source>The earlier model cannot be used: {}.</source>
      <translation>Das frühere Modell lässt sich nicht benutzen: {}.</translation>
    </message>
    <message>
      <source>The figures begin at nothing. What was learned from your texts is not touched.</source>
      <translation>Die Zahlen beginnen bei null. Was aus Ihren Texten gelernt wurde, bleibt unberührt.</translation>
    </message>
    <message>
      <source>The kept text of “{}” is discarded.</source>
      <translation>Der aufgehobene Text von „{}“ ist verworfen.</translation>
    </message>
    <message>
      <source>The language changes when Foretype starts again.</source>
      <translation>Die Sprache wechselt, wenn Foretype neu startet.</translation>
    </message>
    <message>
      <source>The last one is a phrase where one is likely.</source>
      <translation>Das letzte ist eine Wortfolge, wo eine wahrscheinlich ist.</translation>
    </message>
    <message>
      <source>The model</source>
      <translation>Das Modell</translation>
    </message>
    <message>
      <source>The paragraph</source>
      <translation>Der Absatz</translation>
    </message>
    <message>
      <source>The profile cannot be kept: {}.</source>
      <translation>Das Profil lässt sich nicht behalten: {}.</translation>
    </message>
    <message>
      <source>The sentence</source>
      <translation>Der Satz</translation>
    </message>
    <message>
      <source>The setting {} was not understood; its default is used.</source>
      <translation>Die Einstellung {} wurde nicht verstanden; es gilt die Voreinstellung.</translation>
    </message>
    <message>
      <source>The settings file cannot be read: {}.</source>
      <translation>Die Einstellungsdatei lässt sich nicht lesen: {}.</translation>
    </message>
    <message>
      <source>The settings file was damaged; it is kept as {}.</source>
      <translation>Die Einstellungsdatei war beschädigt; sie ist als {} aufgehoben.</translation>
    </message>
    <message>
      <source>The status bar says so; asking for one brings them back.</source>
      <translation>Die Statusleiste sagt es; nach einem zu fragen holt sie wieder.</translation>
    </message>
    <message>
      <source>The suggestion engine could not be started.</source>
      <translation>Die Vorschläge konnten nicht gestartet werden.</translation>
    </message>
    <message>
      <source>The suggestion faded. Asking brings it back.</source>
      <translation>Der Vorschlag ist verblasst. Danach fragen holt ihn wieder.</translation>
    </message>
    <message>
      <source>The trained model stays until you delete its profile.</source>
      <translation>Das trainierte Modell bleibt, bis Sie sein Profil löschen.</translation>
    </message>
    <message>
      <source>The trained model still knows {}: blocked, so that it is not offered.</source>
      <translation>Das trainierte Modell kennt {} noch: gesperrt, damit es nicht vorgeschlagen wird.</translation>
    </message>
    <message>
      <source>The training ended unexpectedly. It can go on where it was.</source>
      <translation>Das Training endete unerwartet. Es kann dort weitergehen, wo es war.</translation>
    </message>
    <message>
      <source>The training extra is not installed any more.</source>
      <translation>Die Trainings-Erweiterung ist nicht mehr installiert.</translation>
    </message>
    <message>
      <source>The training extra is not installed. Without it Foretype counts the words of plain texts, which helps at once; with it the model itself learns. To install it, in a terminal:</source>
      <translation>Die Trainings-Erweiterung ist nicht installiert. Ohne sie zählt Foretype die Wörter reiner Texte, was sofort hilft; mit ihr lernt das Modell selbst. So wird sie im Terminal installiert:</translation>
    </message>
    <message>
      <source>The training of “{}” is ready for you to decide.</source>
      <translation>Das Training von „{}“ ist fertig; Sie entscheiden.</translation>
    </message>
    <message>
      <source>The training of “{}” was interrupted. It can go on where it was.</source>
      <translation>Das Training von „{}“ wurde unterbrochen. Es kann dort weitergehen, wo es war.</translation>
    </message>
    <message>
      <source>The training of “{}” was interrupted; it can go on.</source>
      <translation>Das Training von „{}“ wurde unterbrochen; es kann weitergehen.</translation>
    </message>
    <message>
      <source>The usual one</source>
      <translation>Die übliche</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>There is no spelling dictionary for {} on this computer.</source>
      <translation>Auf diesem Rechner gibt es kein Wörterbuch für die Rechtschreibung von {}.</translation>
    </message>
    <message>
      <source>There is no trained profile “{}” to keep.</source>
      <translation>Es gibt kein trainiertes Profil „{}“ zum Behalten.</translation>
    </message>
    <message>
      <source>There is no word at the cursor.</source>
      <translation>Am Cursor steht kein Wort.</translation>
    </message>
    <message>
      <source>There is not enough memory to save “{}”.</source>
      <translation>Der Arbeitsspeicher reicht nicht, um „{}“ zu speichern.</translation>
    </message>
    <message>
      <source>These texts were not saved when Foretype ended. Newest first.</source>
      <translation>Diese Texte waren nicht gespeichert, als Foretype endete. Die neuesten zuerst.</translation>
    </message>
    <message>
      <source>They are in no file.</source>
      <translation>Sie stehen in keiner Datei.</translation>
    </message>
    <message>
      <source>They help most {} ({}), least {} ({}).</source>
      <translation>Am meisten helfen sie {} ({}), am wenigsten {} ({}).</translation>
    </message>
    <message>
      <source>This document</source>
      <translation>Dieses Dokument</translation>
    </message>
    <message>
      <source>This model has no card.</source>
      <translation>Zu diesem Modell gibt es keine Karte.</translation>
    </message>
    <message>
      <source>Through Speech Dispatcher (spd-say), where it is installed.</source>
      <translation>Durch Speech Dispatcher (spd-say), wo er installiert ist.</translation>
    </message>
    <message>
      <source>To be read: {documents}, {words}</source>
      <translation>Gelesen werden: {documents}, {words}</translation>
    </message>
    <message>
      <source>Today</source>
      <translation>Heute</translation>
    </message>
    <message>
      <source>Too long to compare: {} lines in the file, {} here.</source>
      <translation>Zu lang für einen Vergleich: {} Zeilen in der Datei, {} hier.</translation>
    </message>
    <message>
      <source>Train again…</source>
      <translation>Neu trainieren …</translation>
    </message>
    <message>
      <source>Train “{}” again…</source>
      <translation>„{}“ neu trainieren …</translation>
    </message>
    <message>
      <source>Try the keys…</source>
      <translation>Tasten ausprobieren …</translation>
    </message>
    <message>
      <source>Trying it on text of yours that it has not seen</source>
      <translation>Probiert es an Text von Ihnen, den es nicht gesehen hat</translation>
    </message>
    <message>
      <source>Trying which way of learning suits your text</source>
      <translation>Es wird probiert, welche Art zu lernen zu Ihrem Text passt</translation>
    </message>
    <message>
      <source>Two switches</source>
      <translation>Zwei Taster</translation>
    </message>
    <message>
      <source>Typewriter: keep the line in the middle</source>
      <translation>Schreibmaschine: Zeile in der Mitte halten</translation>
    </message>
    <message>
      <source>Typographic quotation marks, dashes and dots</source>
      <translation>Typografische Anführungszeichen, Striche und Punkte</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Undo once gives the plain one back.</source>
      <translation>Einmal Rückgängig gibt das einfache zurück.</translation>
    </message>
    <message>
      <source>Undo the last training of “{}”</source>
      <translation>Letztes Training von „{}“ zurücknehmen</translation>
    </message>
    <message>
      <source>Unsaved text of “{}” was kept ({}).</source>
      <translation>Nicht gespeicherter Text von „{}“ wurde aufgehoben ({}).</translation>
    </message>
    <message>
      <source>Untitled</source>
      <translation>Unbenannt</translation>
    </message>
    <message>
      <source>Use it here</source>
      <translation>Hier verwenden</translation>
    </message>
    <message>
      <source>Used</source>
      <translation>Benutzt</translation>
    </message>
    <message>
      <source>Usual</source>
      <translation>Üblich</translation>
    </message>
    <message>
      <source>Usual key: {}</source>
      <translation>Übliche Taste: {}</translation>
    </message>
    <message>
      <source>Usual size</source>
      <translation>Übliche Größe</translation>
    </message>
    <message>
      <source>Variety of English</source>
      <translation>Art des Englischen</translation>
    </message>
    <message>
      <source>View</source>
      <translation>Ansicht</translation>
    </message>
    <message>
      <source>Web page (*.html)</source>
      <translation>Webseite (*.html)</translation>
    </message>
    <message>
      <source>What a guess leaves out can be ticked: select a document to see what it is.</source>
      <translation>Was auf Verdacht wegbleibt, kann angehakt werden: Wählen Sie ein Dokument, um es zu sehen.</translation>
    </message>
    <message>
      <source>What is not saved is lost.</source>
      <translation>Was nicht gespeichert ist, geht verloren.</translation>
    </message>
    <message>
      <source>What is shown and forgotten is of this language alone</source>
      <translation>Gezeigt und vergessen wird nur, was zu dieser Sprache gehört</translation>
    </message>
    <message>
      <source>What it has learned</source>
      <translation>Was gelernt wurde</translation>
    </message>
    <message>
      <source>What it has learned so far is removed. Foretype stays as it is.</source>
      <translation>Was bisher gelernt wurde, wird entfernt. Foretype bleibt, wie es ist.</translation>
    </message>
    <message>
      <source>What it has learned…</source>
      <translation>Was gelernt wurde …</translation>
    </message>
    <message>
      <source>What suggestions saved</source>
      <translation>Was Vorschläge gespart haben</translation>
    </message>
    <message>
      <source>What suggestions saved…</source>
      <translation>Was Vorschläge gespart haben …</translation>
    </message>
    <message>
      <source>What will be read</source>
      <translation>Was gelesen wird</translation>
    </message>
    <message>
      <source>Which of the two fits is decided word by word, in suggestions and in spelling.</source>
      <translation>Welche der beiden passt, entscheidet sich Wort für Wort, bei Vorschlägen wie bei der Rechtschreibung.</translation>
    </message>
    <message>
      <source>Why does no suggestion show?</source>
      <translation>Warum zeigt sich kein Vorschlag?</translation>
    </message>
    <message>
      <source>Width of a tab</source>
      <translation>Breite eines Tabulators</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>Fenster</translation>
    </message>
    <message>
      <source>With so little text to test on, the figures are rough.</source>
      <translation>Bei so wenig Text zum Prüfen sind die Zahlen grob.</translation>
    </message>
    <message>
      <source>With so much text, learning took {} to {} more of a hundred keystrokes off other writers ({} in the mean).</source>
      <translation>Mit so viel Text nahm das Lernen anderen Schreibenden {} bis {} weitere von hundert Anschlägen ab (im Mittel {}).</translation>
    </message>
    <message>
      <source>With the strip: three words on show save {}, five {} of your keystrokes (one: {}).</source>
      <translation>Mit der Wortleiste: Drei gezeigte Wörter sparen {}, fünf {} Ihrer Tastenanschläge (eines: {}).</translation>
    </message>
    <message>
      <source>With your documents ({})</source>
      <translation>Mit Ihren Dokumenten ({})</translation>
    </message>
    <message>
      <source>Word</source>
      <translation>Wort</translation>
    </message>
    <message>
      <source>Word document (*.docx)</source>
      <translation>Word-Dokument (*.docx)</translation>
    </message>
    <message>
      <source>Word lists (*.dic *.txt *.pws)</source>
      <translation>Wortlisten (*.dic *.txt *.pws)</translation>
    </message>
    <message>
      <source>Word strip</source>
      <translation>Wortleiste</translation>
    </message>
    <message>
      <source>Word strip and slow hands</source>
      <translation>Wortleiste und langsame Hände</translation>
    </message>
    <message>
      <source>Word strip: likely words on buttons under the text</source>
      <translation>Wortleiste: wahrscheinliche Wörter auf Knöpfen unter dem Text</translation>
    </message>
    <message>
      <source>Words</source>
      <translation>Wörter</translation>
    </message>
    <message>
      <source>Words it hesitates between, on text held back (fewer is better)</source>
      <translation>Wörter, zwischen denen es bei zurückgehaltenem Text schwankt (weniger ist besser)</translation>
    </message>
    <message>
      <source>Words it hesitates between. </source>
      <translation>Wörter, zwischen denen es schwankt. </translation>
    </message>
    <message>
      <source>Write. Grey words run ahead of you: {} takes them, {} takes one.</source>
      <translation>Schreiben Sie. Graue Wörter eilen Ihnen voraus: {} übernimmt sie, {} nur eines.</translation>
    </message>
    <message>
      <source>Writing</source>
      <translation>Schreiben</translation>
    </message>
    <message>
      <source>Writing the profile</source>
      <translation>Das Profil wird geschrieben</translation>
    </message>
    <message>
      <source>You can write on meanwhile and close this window; training takes only what the computer has to spare. If it is interrupted, it goes on where it was.</source>
      <translation>Sie können unterdessen weiterschreiben und dieses Fenster schließen; das Training nimmt nur, was der Rechner übrig hat. Wird es unterbrochen, geht es dort weiter, wo es war.</translation>
    </message>
    <message>
      <source>Your documents alone would have done as well: the base knows little of this.</source>
      <translation>Ihre Dokumente allein hätten genügt: das Grundmodell weiß wenig davon.</translation>
    </message>
    <message>
      <source>Your documents alone, without what it knew and without counts</source>
      <translation>Ihre Dokumente allein, ohne was es wusste und ohne Zählung</translation>
    </message>
    <message>
      <source>Your documents are not touched, and Foretype stays as it is.</source>
      <translation>Ihre Dokumente bleiben unberührt, und Foretype bleibt, wie es ist.</translation>
    </message>
    <message>
      <source>Your own changes are not saved.</source>
      <translation>Ihre eigenen Änderungen sind nicht gespeichert.</translation>
    </message>
    <message>
      <source>a container with too many parts</source>
      <translation>ein Behälter mit zu vielen Teilen</translation>
    </message>
    <message>
      <source>a damaged PDF</source>
      <translation>ein beschädigtes PDF</translation>
    </message>
    <message>
      <source>a damaged file (a part is missing)</source>
      <translation>eine beschädigte Datei (ein Teil fehlt)</translation>
    </message>
    <message>
      <source>a damaged file (a part of it cannot be unpacked)</source>
      <translation>eine beschädigte Datei (ein Teil lässt sich nicht auspacken)</translation>
    </message>
    <message>
      <source>a damaged file (its RTF cannot be read)</source>
      <translation>eine beschädigte Datei (ihr RTF ist nicht lesbar)</translation>
    </message>
    <message>
      <source>a damaged file (its XML cannot be read)</source>
      <translation>eine beschädigte Datei (ihr XML ist nicht lesbar)</translation>
    </message>
    <message>
      <source>a damaged file (its container cannot be opened)</source>
      <translation>eine beschädigte Datei (ihr Behälter lässt sich nicht öffnen)</translation>
    </message>
    <message>
      <source>a folder of program parts</source>
      <translation>ein Ordner mit Programmteilen</translation>
    </message>
    <message>
      <source>a link that leads nowhere</source>
      <translation>ein Verweis, der nirgends hinführt</translation>
    </message>
    <message>
      <source>a message that cannot be read</source>
      <translation>eine Nachricht, die nicht lesbar ist</translation>
    </message>
    <message>
      <source>a private document</source>
      <translation>ein privates Dokument</translation>
    </message>
    <message>
      <source>a thin layer over the model</source>
      <translation>eine dünne Schicht über dem Modell</translation>
    </message>
    <message>
      <source>a zip archive that is no document (unpack it first)</source>
      <translation>ein Zip-Archiv, das kein Dokument ist (erst entpacken)</translation>
    </message>
    <message numerus="yes">
      <source>about {n} minutes left</source>
      <translation>
        <numerusform>noch etwa {n} Minute</numerusform>
        <numerusform>noch etwa {n} Minuten</numerusform>
      </translation>
    </message>
    <message>
      <source>about {} at your pace</source>
      <translation>etwa {} bei Ihrem Tempo</translation>
    </message>
    <message>
      <source>about {} hours left</source>
      <translation>noch etwa {} Stunden</translation>
    </message>
    <message numerus="yes">
      <source>after {n} letters</source>
      <translation>
        <numerusform>nach {n} Buchstaben</numerusform>
        <numerusform>nach {n} Buchstaben</numerusform>
      </translation>
    </message>
    <message>
      <source>all of the model</source>
      <translation>das ganze Modell</translation>
    </message>
    <message>
      <source>already met under another name</source>
      <translation>schon unter anderem Namen gelesen</translation>
    </message>
    <message>
      <source>an old Word file, or one locked with a password: save it as .docx</source>
      <translation>eine alte oder mit Passwort geschützte Word-Datei: als .docx speichern</translation>
    </message>
    <message>
      <source>another language</source>
      <translation>eine andere Sprache</translation>
    </message>
    <message>
      <source>as it ships</source>
      <translation>wie ausgeliefert</translation>
    </message>
    <message>
      <source>as wide as the window</source>
      <translation>so breit wie das Fenster</translation>
    </message>
    <message>
      <source>before</source>
      <translation>vorher</translation>
    </message>
    <message>
      <source>before the first letter</source>
      <translation>vor dem ersten Buchstaben</translation>
    </message>
    <message>
      <source>between {} and {} with 95 % certainty</source>
      <translation>mit 95 % Sicherheit zwischen {} und {}</translation>
    </message>
    <message>
      <source>cannot be read ({})</source>
      <translation>nicht lesbar ({})</translation>
    </message>
    <message>
      <source>characters</source>
      <translation>Zeichen</translation>
    </message>
    <message>
      <source>comma</source>
      <translation>Komma</translation>
    </message>
    <message>
      <source>comments</source>
      <translation>Kommentare</translation>
    </message>
    <message>
      <source>damaged messages</source>
      <translation>beschädigte Nachrichten</translation>
    </message>
    <message>
      <source>data, not prose</source>
      <translation>Daten, kein Fließtext</translation>
    </message>
    <message>
      <source>delete the last word</source>
      <translation>das letzte Wort löschen</translation>
    </message>
    <message>
      <source>does not exist</source>
      <translation>gibt es nicht</translation>
    </message>
    <message>
      <source>empty</source>
      <translation>leer</translation>
    </message>
    <message>
      <source>encrypted</source>
      <translation>verschlüsselt</translation>
    </message>
    <message>
      <source>encrypted: needs a password</source>
      <translation>verschlüsselt: braucht ein Passwort</translation>
    </message>
    <message>
      <source>exclamation mark</source>
      <translation>Ausrufezeichen</translation>
    </message>
    <message>
      <source>file</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>front matter</source>
      <translation>Vorspann (Front Matter)</translation>
    </message>
    <message>
      <source>full stop</source>
      <translation>Punkt</translation>
    </message>
    <message>
      <source>headings</source>
      <translation>Überschriften</translation>
    </message>
    <message>
      <source>hidden</source>
      <translation>versteckt</translation>
    </message>
    <message>
      <source>holds more HTML elements than any document would</source>
      <translation>enthält mehr HTML-Elemente, als ein Dokument je hätte</translation>
    </message>
    <message>
      <source>holds no text</source>
      <translation>enthält keinen Text</translation>
    </message>
    <message>
      <source>holds no text (scanned pages?)</source>
      <translation>enthält keinen Text (gescannte Seiten?)</translation>
    </message>
    <message>
      <source>holds nothing but comments</source>
      <translation>enthält nur Kommentare</translation>
    </message>
    <message>
      <source>holds nothing but damaged messages</source>
      <translation>enthält nur beschädigte Nachrichten</translation>
    </message>
    <message>
      <source>holds nothing but front matter</source>
      <translation>enthält nur Vorspann</translation>
    </message>
    <message>
      <source>holds nothing but mail signatures</source>
      <translation>enthält nur E-Mail-Signaturen</translation>
    </message>
    <message>
      <source>holds nothing but program text</source>
      <translation>enthält nur Programmtext</translation>
    </message>
    <message>
      <source>holds nothing but quoted mail</source>
      <translation>enthält nur zitierte E-Mails</translation>
    </message>
    <message>
      <source>holds nothing but random characters</source>
      <translation>enthält nur zufällige Zeichen</translation>
    </message>
    <message>
      <source>holds nothing but secrets</source>
      <translation>enthält nur Geheimnisse</translation>
    </message>
    <message>
      <source>holds nothing but tables</source>
      <translation>enthält nur Tabellen</translation>
    </message>
    <message>
      <source>holds nothing but tables of numbers</source>
      <translation>enthält nur Zahlentabellen</translation>
    </message>
    <message>
      <source>how it ships</source>
      <translation>wie ausgeliefert</translation>
    </message>
    <message>
      <source>is not a usable path</source>
      <translation>kein brauchbarer Pfad</translation>
    </message>
    <message>
      <source>it does not exist</source>
      <translation>es gibt sie nicht</translation>
    </message>
    <message>
      <source>it is a folder</source>
      <translation>es ist ein Ordner</translation>
    </message>
    <message>
      <source>its XML declares entities (an entity bomb?)</source>
      <translation>sein XML vereinbart Entitäten (eine Entitäten-Bombe?)</translation>
    </message>
    <message>
      <source>its folder does not exist</source>
      <translation>ihren Ordner gibt es nicht</translation>
    </message>
    <message>
      <source>its folder is read-only for you</source>
      <translation>in ihren Ordner dürfen Sie nicht schreiben</translation>
    </message>
    <message>
      <source>its name is too long</source>
      <translation>der Name ist zu lang</translation>
    </message>
    <message>
      <source>keystrokes saved, {} of all</source>
      <translation>Anschläge gespart, {} von allen</translation>
    </message>
    <message>
      <source>larger than {} MB</source>
      <translation>größer als {} MB</translation>
    </message>
    <message>
      <source>less often after you deleted</source>
      <translation>seltener, nachdem Sie gelöscht haben</translation>
    </message>
    <message>
      <source>less often after you took one</source>
      <translation>seltener, nachdem Sie einen übernommen haben</translation>
    </message>
    <message>
      <source>less often at a word's beginning</source>
      <translation>seltener am Wortanfang</translation>
    </message>
    <message>
      <source>less often for long words</source>
      <translation>seltener für lange Wörter</translation>
    </message>
    <message>
      <source>less often in all</source>
      <translation>insgesamt seltener</translation>
    </message>
    <message>
      <source>less often in headings</source>
      <translation>seltener in Überschriften</translation>
    </message>
    <message>
      <source>less often in lists</source>
      <translation>seltener in Listen</translation>
    </message>
    <message>
      <source>less often in quotations</source>
      <translation>seltener in Zitaten</translation>
    </message>
    <message>
      <source>less often when it is sure</source>
      <translation>seltener, wenn sie sicher sind</translation>
    </message>
    <message>
      <source>less often when you pause</source>
      <translation>seltener, wenn Sie innehalten</translation>
    </message>
    <message>
      <source>less than a minute left</source>
      <translation>noch weniger als eine Minute</translation>
    </message>
    <message>
      <source>lists</source>
      <translation>Listen</translation>
    </message>
    <message>
      <source>mail signatures</source>
      <translation>E-Mail-Signaturen</translation>
    </message>
    <message>
      <source>may not be read (permission)</source>
      <translation>darf nicht gelesen werden (Rechte)</translation>
    </message>
    <message>
      <source>milliseconds</source>
      <translation>Millisekunden</translation>
    </message>
    <message>
      <source>more often after you deleted</source>
      <translation>öfter, nachdem Sie gelöscht haben</translation>
    </message>
    <message>
      <source>more often after you took one</source>
      <translation>öfter, nachdem Sie einen übernommen haben</translation>
    </message>
    <message>
      <source>more often at a word's beginning</source>
      <translation>öfter am Wortanfang</translation>
    </message>
    <message>
      <source>more often for long words</source>
      <translation>öfter für lange Wörter</translation>
    </message>
    <message>
      <source>more often in all</source>
      <translation>insgesamt öfter</translation>
    </message>
    <message>
      <source>more often in headings</source>
      <translation>öfter in Überschriften</translation>
    </message>
    <message>
      <source>more often in lists</source>
      <translation>öfter in Listen</translation>
    </message>
    <message>
      <source>more often in quotations</source>
      <translation>öfter in Zitaten</translation>
    </message>
    <message>
      <source>more often when it is sure</source>
      <translation>öfter, wenn sie sicher sind</translation>
    </message>
    <message>
      <source>more often when you pause</source>
      <translation>öfter, wenn Sie innehalten</translation>
    </message>
    <message>
      <source>more than {} files: stopped looking here</source>
      <translation>mehr als {} Dateien: hier wurde nicht weiter gesucht</translation>
    </message>
    <message>
      <source>needs more memory than a document should</source>
      <translation>braucht mehr Speicher, als ein Dokument sollte</translation>
    </message>
    <message>
      <source>needs the training extra to be read</source>
      <translation>zum Lesen fehlt die Trainings-Erweiterung</translation>
    </message>
    <message>
      <source>nested too deep</source>
      <translation>zu tief verschachtelt</translation>
    </message>
    <message>
      <source>never</source>
      <translation>nie</translation>
    </message>
    <message>
      <source>new line</source>
      <translation>neue Zeile</translation>
    </message>
    <message>
      <source>no goal</source>
      <translation>kein Ziel</translation>
    </message>
    <message>
      <source>no key</source>
      <translation>keine Taste</translation>
    </message>
    <message>
      <source>no plain text by its name</source>
      <translation>dem Namen nach kein reiner Text</translation>
    </message>
    <message>
      <source>not a regular file (a pipe, socket or device)</source>
      <translation>keine gewöhnliche Datei (Pipe, Socket oder Gerät)</translation>
    </message>
    <message>
      <source>not in the language of the base</source>
      <translation>nicht in der Sprache des Grundmodells</translation>
    </message>
    <message>
      <source>not now</source>
      <translation>jetzt nicht</translation>
    </message>
    <message>
      <source>not text (binary data)</source>
      <translation>kein Text (Binärdaten)</translation>
    </message>
    <message>
      <source>not tried yet</source>
      <translation>noch nicht ausprobiert</translation>
    </message>
    <message>
      <source>now</source>
      <translation>jetzt</translation>
    </message>
    <message>
      <source>only its first {} messages: the reader crashed on it</source>
      <translation>nur die ersten {} Nachrichten: der Leser ist daran abgestürzt</translation>
    </message>
    <message>
      <source>only its first {} messages: took longer than {} seconds</source>
      <translation>nur die ersten {} Nachrichten: es dauerte länger als {} Sekunden</translation>
    </message>
    <message>
      <source>only the first {} MB of its text</source>
      <translation>nur die ersten {} MB des Textes</translation>
    </message>
    <message>
      <source>only the first {} of {} pages</source>
      <translation>nur die ersten {} von {} Seiten</translation>
    </message>
    <message>
      <source>only the words of the model</source>
      <translation>nur die Wörter des Modells</translation>
    </message>
    <message>
      <source>pixels</source>
      <translation>Bildpunkte</translation>
    </message>
    <message>
      <source>points</source>
      <translation>Punkt</translation>
    </message>
    <message>
      <source>program source, not prose</source>
      <translation>Programmtext, kein Fließtext</translation>
    </message>
    <message>
      <source>program text</source>
      <translation>Programmtext</translation>
    </message>
    <message>
      <source>protected against copying (DRM)</source>
      <translation>kopiergeschützt (DRM)</translation>
    </message>
    <message>
      <source>question mark</source>
      <translation>Fragezeichen</translation>
    </message>
    <message>
      <source>quotations</source>
      <translation>Zitate</translation>
    </message>
    <message>
      <source>quoted mail</source>
      <translation>zitierte E-Mails</translation>
    </message>
    <message>
      <source>random characters</source>
      <translation>zufällige Zeichen</translation>
    </message>
    <message>
      <source>read as {}, whatever its name says</source>
      <translation>als {} gelesen, was auch der Name sagt</translation>
    </message>
    <message>
      <source>repeats what another file says</source>
      <translation>wiederholt, was eine andere Datei sagt</translation>
    </message>
    <message>
      <source>repetitions</source>
      <translation>Wiederholungen</translation>
    </message>
    <message>
      <source>running text</source>
      <translation>Fließtext</translation>
    </message>
    <message>
      <source>seconds</source>
      <translation>Sekunden</translation>
    </message>
    <message>
      <source>secrets</source>
      <translation>Geheimnisse</translation>
    </message>
    <message>
      <source>suggestion: {}</source>
      <translation>Vorschlag: {}</translation>
    </message>
    <message>
      <source>tables</source>
      <translation>Tabellen</translation>
    </message>
    <message>
      <source>tables of numbers</source>
      <translation>Zahlentabellen</translation>
    </message>
    <message>
      <source>takes all the grey words</source>
      <translation>nimmt alle grauen Wörter</translation>
    </message>
    <message>
      <source>takes one word of them</source>
      <translation>nimmt ein Wort davon</translation>
    </message>
    <message>
      <source>the disk is full</source>
      <translation>der Datenträger ist voll</translation>
    </message>
    <message>
      <source>the disk is read-only</source>
      <translation>der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
      <source>the disk reports an error</source>
      <translation>der Datenträger meldet einen Fehler</translation>
    </message>
    <message>
      <source>the reader crashed on it</source>
      <translation>das Lesen ist daran abgestürzt</translation>
    </message>
    <message>
      <source>the reader stopped on it</source>
      <translation>der Leser ist daran stehen geblieben</translation>
    </message>
    <message>
      <source>the system does not allow it</source>
      <translation>das System erlaubt es nicht</translation>
    </message>
    <message>
      <source>took longer than {} seconds</source>
      <translation>dauerte länger als {} Sekunden</translation>
    </message>
    <message>
      <source>tried</source>
      <translation>ausprobiert</translation>
    </message>
    <message>
      <source>unpacks to more than any document would (a zip bomb?)</source>
      <translation>wird entpackt größer, als ein Dokument je wäre (eine Zip-Bombe?)</translation>
    </message>
    <message>
      <source>without what it knew</source>
      <translation>ohne Vorwissen</translation>
    </message>
    <message>
      <source>words</source>
      <translation>Wörter</translation>
    </message>
    <message>
      <source>words: {}</source>
      <translation>Wörter: {}</translation>
    </message>
    <message>
      <source>you may not</source>
      <translation>Sie dürfen das nicht</translation>
    </message>
    <message>
      <source>your profile</source>
      <translation>Ihr Profil</translation>
    </message>
    <message>
      <source>your share of the disk is full</source>
      <translation>Ihr Anteil am Datenträger ist voll</translation>
    </message>
    <message>
      <source>{documents}, {words}. All of it is in one file on this computer.</source>
      <translation>{documents}, {words}. Alles steht in einer einzigen Datei auf diesem Rechner.</translation>
    </message>
    <message>
      <source>{name}   —   {kind} in {folder}</source>
      <translation>{name}   —   {kind} in {folder}</translation>
    </message>
    <message numerus="yes">
      <source>{n} documents</source>
      <translation>
        <numerusform>{n} Dokument</numerusform>
        <numerusform>{n} Dokumente</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} documents of “{}” are new or have changed.</source>
      <translation>
        <numerusform>{n} Dokument von „{}“ ist neu oder geändert.</numerusform>
        <numerusform>{n} Dokumente von „{}“ sind neu oder geändert.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} entries of lists</source>
      <translation>
        <numerusform>{n} Listeneintrag</numerusform>
        <numerusform>{n} Listeneinträge</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} keystrokes saved</source>
      <translation>
        <numerusform>{n} Anschlag gespart</numerusform>
        <numerusform>{n} Anschläge gespart</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} messages cannot be read</source>
      <translation>
        <numerusform>{n} Nachricht ist nicht lesbar</numerusform>
        <numerusform>{n} Nachrichten sind nicht lesbar</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} minutes</source>
      <translation>
        <numerusform>{n} Minute</numerusform>
        <numerusform>{n} Minuten</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} minutes to read</source>
      <translation>
        <numerusform>{n} Minute zu lesen</numerusform>
        <numerusform>{n} Minuten zu lesen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} seconds</source>
      <translation>
        <numerusform>{n} Sekunde</numerusform>
        <numerusform>{n} Sekunden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} secrets removed</source>
      <translation>
        <numerusform>{n} Geheimnis entfernt</numerusform>
        <numerusform>{n} Geheimnisse entfernt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} spell hints</source>
      <translation>
        <numerusform>{n} Rechtschreibhinweis</numerusform>
        <numerusform>{n} Rechtschreibhinweise</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} unsaved texts were kept.</source>
      <translation>
        <numerusform>{n} nicht gespeicherter Text wurde aufgehoben.</numerusform>
        <numerusform>{n} nicht gespeicherte Texte wurden aufgehoben.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} words</source>
      <translation>
        <numerusform>{n} Wort</numerusform>
        <numerusform>{n} Wörter</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} words are in the dictionary</source>
      <translation>
        <numerusform>{n} Wort steht im Wörterbuch</numerusform>
        <numerusform>{n} Wörter stehen im Wörterbuch</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} words left out ({})</source>
      <translation>
        <numerusform>{n} Wort weggelassen ({})</numerusform>
        <numerusform>{n} Wörter weggelassen ({})</numerusform>
      </translation>
    </message>
    <message>
      <source>{}   (counts only)</source>
      <translation>{}   (nur Zählungen)</translation>
    </message>
    <message>
      <source>{}   ({} of the keystrokes instead of {})</source>
      <translation>{}   ({} der Anschläge statt {})</translation>
    </message>
    <message>
      <source>{} brings menus and window back.</source>
      <translation>{} bringt Menüs und Fenster zurück.</translation>
    </message>
    <message>
      <source>{} cannot be read: {}.</source>
      <translation>{} kann nicht gelesen werden: {}.</translation>
    </message>
    <message>
      <source>{} cannot be written: {}.</source>
      <translation>{} lässt sich nicht schreiben: {}.</translation>
    </message>
    <message>
      <source>{} does not hold what Foretype has learned.</source>
      <translation>{} enthält nichts, was Foretype gelernt hat.</translation>
    </message>
    <message>
      <source>{} found</source>
      <translation>{} gefunden</translation>
    </message>
    <message>
      <source>{} has no bytes for “{}”. Save as UTF-8 to keep it.</source>
      <translation>{} kennt kein „{}“. Als UTF-8 gespeichert bleibt es erhalten.</translation>
    </message>
    <message>
      <source>{} hours</source>
      <translation>{} Stunden</translation>
    </message>
    <message>
      <source>{} in all</source>
      <translation>{} insgesamt</translation>
    </message>
    <message>
      <source>{} is damaged: nothing of it was taken in.</source>
      <translation>{} ist beschädigt: Nichts daraus wurde aufgenommen.</translation>
    </message>
    <message>
      <source>{} is for writing. Take it with Ctrl or Alt.</source>
      <translation>{} ist zum Schreiben da. Nehmen Sie Strg oder Alt dazu.</translation>
    </message>
    <message>
      <source>{} is the key of “{}”.</source>
      <translation>{} ist die Taste von „{}“.</translation>
    </message>
    <message>
      <source>{} of {}</source>
      <translation>{} von {}</translation>
    </message>
    <message>
      <source>{} of {} words</source>
      <translation>{} von {} Wörtern</translation>
    </message>
    <message>
      <source>{} replaced</source>
      <translation>{} ersetzt</translation>
    </message>
    <message>
      <source>{} was written by a newer Foretype.</source>
      <translation>{} wurde von einem neueren Foretype geschrieben.</translation>
    </message>
    <message>
      <source>{} words read</source>
      <translation>{} Wörter gelesen</translation>
    </message>
    <message numerus="yes">
      <source>{}: {n} words</source>
      <translation>
        <numerusform>{}: {n} Wort</numerusform>
        <numerusform>{}: {n} Wörter</numerusform>
      </translation>
    </message>
    <message>
      <source>{}: {} after {} words</source>
      <translation>{}: {} nach {} Wörtern</translation>
    </message>
    <message>
      <source>{}: {} of {} taken</source>
      <translation>{}: {} von {} übernommen</translation>
    </message>
    <message>
      <source>{}…</source>
      <translation>{} …</translation>
    </message>
    <message>
      <source>“Calm” in the preferences shows fewer, surer ones.</source>
      <translation>„Ruhig“ in den Einstellungen zeigt weniger und sicherere.</translation>
    </message>
    <message>
      <source>“{}”</source>
      <translation>„{}“</translation>
    </message>
    <message>
      <source>“{}” became “{}”; Backspace gives it back.</source>
      <translation>Aus „{}“ wurde „{}“; die Rücktaste gibt es zurück.</translation>
    </message>
    <message>
      <source>“{}” cannot be deleted.</source>
      <translation>„{}“ lässt sich nicht löschen.</translation>
    </message>
    <message>
      <source>“{}” could not be written.</source>
      <translation>„{}“ konnte nicht geschrieben werden.</translation>
    </message>
    <message>
      <source>“{}” does not fit into memory.</source>
      <translation>„{}“ passt nicht in den Speicher.</translation>
    </message>
    <message>
      <source>“{}” does not look like text.</source>
      <translation>„{}“ sieht nicht nach Text aus.</translation>
    </message>
    <message>
      <source>“{}” has no earlier model.</source>
      <translation>„{}“ hat kein früheres Modell.</translation>
    </message>
    <message>
      <source>“{}” has other names (hard links); they keep the old text.</source>
      <translation>„{}“ hat weitere Namen (harte Links); dort bleibt der alte Text.</translation>
    </message>
    <message>
      <source>“{}” is a folder.</source>
      <translation>„{}“ ist ein Ordner.</translation>
    </message>
    <message>
      <source>“{}” is gone from the disk; the text is still here.</source>
      <translation>„{}“ ist vom Datenträger verschwunden; der Text ist noch hier.</translation>
    </message>
    <message>
      <source>“{}” is in use now. Personalise › Profiles takes you back.</source>
      <translation>„{}“ ist jetzt in Gebrauch. Anpassen › Profile führt zurück.</translation>
    </message>
    <message>
      <source>“{}” is not a file that holds text.</source>
      <translation>„{}“ ist keine Datei mit Text.</translation>
    </message>
    <message>
      <source>“{}” is open here. Export to another name.</source>
      <translation>„{}“ ist hier offen. Bitte unter einem anderen Namen exportieren.</translation>
    </message>
    <message>
      <source>“{}” is open in another tab, with another text.</source>
      <translation>„{}“ ist in einem anderen Reiter mit anderem Text geöffnet.</translation>
    </message>
    <message>
      <source>“{}” is read-only. Save it under another name.</source>
      <translation>„{}“ ist schreibgeschützt. Speichern Sie den Text unter einem anderen Namen.</translation>
    </message>
    <message>
      <source>“{}” is still on its way here. Save it when all of it has come.</source>
      <translation>„{}“ wird noch geladen. Speichern geht, sobald alles da ist.</translation>
    </message>
    <message>
      <source>“{}” is there already. To replace it, choose it by its whole name.</source>
      <translation>„{}“ gibt es schon. Wer es ersetzen will, wählt es mit vollem Namen.</translation>
    </message>
    <message>
      <source>“{}” stays as it was typed.</source>
      <translation>„{}“ bleibt, wie es getippt wurde.</translation>
    </message>
    <message>
      <source>“{}” was changed by another program.</source>
      <translation>„{}“ wurde von einem anderen Programm geändert.</translation>
    </message>
    <message>
      <source>“{}” was trained on documents that you have had forgotten since.</source>
      <translation>„{}“ wurde mit Dokumenten trainiert, die Sie seither haben vergessen lassen.</translation>
    </message>
    <message>
      <source>“{}” was written, but the disk did not confirm it ({}). Save again, or to another place.</source>
      <translation>„{}“ wurde geschrieben, aber der Datenträger hat es nicht bestätigt ({}). Speichern Sie noch einmal oder an einem anderen Ort.</translation>
    </message>
    <message>
      <source>↵ line</source>
      <translation>↵ Zeile</translation>
    </message>
    <message>
      <source>− in the file · + in the text to recover</source>
      <translation>− in der Datei · + im Text, der zurückgeholt werden kann</translation>
    </message>
    <message>
      <source>⌫ word</source>
      <translation>⌫ Wort</translation>
    </message>
  </context>
</TS>
