/** How a page looks: in the colours of the editor's theme. */
export const style = `
body { font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); color: var(--vscode-foreground); line-height: 1.55; max-width: 52rem; margin: 0 auto; padding: 1.5rem 2rem 4rem; }
h1 { font-family: var(--vscode-editor-font-family); font-size: 1.7em; margin: 0; }
h2 { font-size: 1.25em; margin: 2rem 0 .5rem; padding-bottom: .3rem; border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-widget-border)); }
h3 { font-size: 1em; margin: 1.5rem 0 .5rem; }
p, ul { margin: .5rem 0; }
a { color: var(--vscode-textLink-foreground); text-decoration: none; }
a:hover, a:focus { color: var(--vscode-textLink-activeForeground); text-decoration: underline; }
a code { color: inherit; }
code { font-family: var(--vscode-editor-font-family); font-size: .95em; background: none; padding: 0; color: var(--vscode-textPreformat-foreground); }
.lead { font-size: 1.15em; }
.facts { list-style: none; display: flex; flex-wrap: wrap; gap: .3rem .6rem; padding: 0; color: var(--vscode-descriptionForeground); }
.facts li:not(:last-child)::after { content: "·"; margin-left: .6rem; }
.error { color: var(--vscode-editorError-foreground); }
.warning { color: var(--vscode-editorWarning-foreground); }
.info { color: var(--vscode-editorInfo-foreground); }
figure { margin: .5rem 0 1rem; border-left: 3px solid; background: var(--vscode-textCodeBlock-background); }
figure.bad { border-color: var(--vscode-editorError-foreground); }
figure.good { border-color: var(--vscode-testing-iconPassed, var(--vscode-charts-green)); }
figcaption { padding: .4rem 1rem 0; font-size: .85em; color: var(--vscode-descriptionForeground); }
pre { margin: 0; padding: .4rem 1rem .8rem; overflow-x: auto; line-height: 1.45; }
pre code { color: var(--vscode-editor-foreground); }
.key { color: var(--vscode-debugTokenExpression-name); }
.string { color: var(--vscode-debugTokenExpression-string); }
.constant { color: var(--vscode-debugTokenExpression-number); }
.comment { color: var(--vscode-descriptionForeground); font-style: italic; }
.found { text-decoration: underline wavy var(--vscode-editorError-foreground); text-underline-offset: 3px; }
.seen { text-decoration: underline dotted var(--vscode-editorInfo-foreground); text-underline-offset: 3px; }
.note { text-decoration: none; color: var(--vscode-editorError-foreground); }
.seen.note { color: var(--vscode-editorInfo-foreground); }
ins { text-decoration: none; background: var(--vscode-diffEditor-insertedLineBackground, var(--vscode-diffEditor-insertedTextBackground)); }
table { border-collapse: collapse; }
th, td { text-align: left; font-weight: normal; padding: .15rem 1.5rem .15rem 0; vertical-align: top; }
th { color: var(--vscode-descriptionForeground); }
`;
