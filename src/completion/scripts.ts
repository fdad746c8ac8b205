/** The completion script of each shell. All ask `envcheck completion words`, so that a script stays right when envcheck changes. */
export const scripts: ReadonlyMap<string, string> = new Map([
  [
    "bash",
    `# bash completion of envcheck. In ~/.bashrc: source <(envcheck completion bash)
_envcheck() {
  local line="\${COMP_LINE:0:COMP_POINT}" kind="" word summary current kept=""
  local -a words
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  current="\${words[\${#words[@]}-1]}"
  # Readline replaces only what stands behind the last of these characters.
  [[ $current == *=* && $COMP_WORDBREAKS == *=* ]] && kept="\${current%"\${current##*=}"}"
  [[ $current == *:* && $COMP_WORDBREAKS == *:* ]] && kept="\${current%"\${current##*[=:]}"}"
  COMPREPLY=()
  {
    read -r kind
    while IFS=$'\\t' read -r word summary; do COMPREPLY+=("\${word#"$kept"}"); done
  } < <(command envcheck completion words -- "\${words[@]:1}" 2>/dev/null)
  [[ $kind == files ]] || return 0
  # Not before bash 4, where folders then get no slash.
  compopt -o filenames 2>/dev/null || :
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "\${current#"$kept"}")
}
complete -F _envcheck envcheck
`,
  ],
  [
    "zsh",
    `#compdef envcheck
# zsh completion of envcheck. In ~/.zshrc: source <(envcheck completion zsh), or this file as _envcheck in a folder of fpath
_envcheck() {
  local line word summary
  local -a lines found
  lines=("\${(@f)$(command envcheck completion words -- "\${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}")
  for line in "\${(@)lines[2,-1]}"; do
    word="\${line%%$'\\t'*}"
    summary="\${\${line#"$word"}#$'\\t'}"
    found+=("\${word//:/\\\\:}\${summary:+:$summary}")
  done
  (( $#found )) && _describe -t words envcheck found
  [[ $lines[1] == files ]] && _files
}
if [[ $funcstack[1] == _envcheck ]]; then
  _envcheck "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
  compdef _envcheck envcheck
fi
`,
  ],
  [
    "fish",
    `# fish completion of envcheck. Once: envcheck completion fish > ~/.config/fish/completions/envcheck.fish
function __envcheck_words
    set -l words (commandline -opc)
    set -e words[1]
    set -l current (commandline -ct)
    set -l lines (command envcheck completion words -- $words "$current" 2>/dev/null)
    set -l kind $lines[1]
    set -e lines[1]
    for line in $lines
        echo $line
    end
    if test "$kind" = files
        __fish_complete_path "$current"
    end
end
complete -c envcheck -e
complete -c envcheck -f -a '(__envcheck_words)'
`,
  ],
]);
